// doorbuster journal verify|dump|repair: what is said on the command line.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/journal/journal_actions.hpp"
#include "app/settings/setting_flags.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* verify_footer =
    R"(Reads every record and checks it: checksums, the chain from batch to batch, positions, and that each event fits
the state that those before it left. Every snapshot is read, and compared with the state at its place. Prints the
figures and the fingerprint of the state they lead to. Safe beside a running server, whose newest records it may not
see yet.
Exit code 0: all is well; 5: damaged, and it says where; 4: the directory can't be read.)";

constexpr const char* dump_footer =
    R"(Prints what the journal holds as newline-delimited JSON, oldest first: the same lines as GET /v1/events. Of a
damaged journal it prints all that comes before the damage. Safe beside a running server.
With --order it tells one order's whole story: held, paid, cancelled, expired, refunds due.

Examples:
  doorbuster journal dump doorbuster-data --limit 10
  doorbuster journal dump doorbuster-data --after 4711 | grep '"refund_due"'
  doorbuster journal dump doorbuster-data --order ord_35vcfmqp563sn
Exit code 0: done; 5: damaged, and it says where; 4: the directory can't be read, or holds no such order.)";

constexpr const char* repair_footer =
    R"(For a journal that a start refuses as damaged, once there is no backup to restore. Shows what is damaged and what
would be lost, asks, and then makes of the directory what is good in it. Whatever it changes is kept aside first, as
NAME.damaged (or .damaged-2 and so on). A segment whose header alone is damaged is mended without a loss.
The server must not be running. Keep a copy of the directory all the same.
Exit code 0: the journal is well now; 5: it is not, since you did not say yes, or since nothing can mend it.)";

struct JournalFlags {
  std::string directory;
  FlagValues settings;
  DumpFilter filter;
  bool yes = false;
};

// The room that the settings ask for; nothing, and an error said, if they can't be.
std::optional<inventory::Capacity> capacity_of(const JournalFlags& flags) {
  Settings settings;
  for (const auto& [name, value] : flags.settings) {
    if (const auto problem = setting_named(name).assign(settings, value)) {
      complain(fmt::format("--{} {}.", name, *problem));
      return std::nullopt;
    }
  }
  return settings.capacity;
}

template <class Run>
ExitCode with_capacity(const JournalFlags& flags, Run&& run) {
  const auto capacity = capacity_of(flags);
  return capacity ? run(*capacity) : ExitCode::configuration;
}

void add_directory(CLI::App& command, JournalFlags& flags) {
  command.add_option("DIR", flags.directory, "The data directory")->required()->type_name("");
}

// A journal that was written with more room needs as much to be read.
void add_capacity(CLI::App& command, JournalFlags& flags) {
  for (const char* name : {"max-orders", "max-skus", "max-sales", "max-stock-adjustments"}) {
    add_setting_flag(command, setting_named(name), flags.settings);
  }
}

void add_verify(CLI::App& journal, Action& chosen) {
  CLI::App* command = journal.add_subcommand("verify", "Check every record and say what they come to");
  command->footer(verify_footer);
  const auto flags = std::make_shared<JournalFlags>();
  add_directory(*command, *flags);
  add_capacity(*command, *flags);
  when_chosen(*command, chosen, [flags] {
    return with_capacity(*flags, [&](const auto& capacity) { return verify_journal(flags->directory, capacity); });
  });
}

void add_dump(CLI::App& journal, Action& chosen) {
  CLI::App* command = journal.add_subcommand("dump", "Print the events as lines of JSON");
  command->footer(dump_footer);
  const auto flags = std::make_shared<JournalFlags>();
  add_directory(*command, *flags);
  command->add_option("--order", flags->filter.order, "Print what happened to this order only")->type_name("ORDER");
  command->add_option("--after", flags->filter.after, "Leave out all up to this position")->type_name("POSITION");
  command->add_option("--limit", flags->filter.limit, "Print at most so many")->type_name("N");
  when_chosen(*command, chosen, [flags] { return dump_journal(flags->directory, flags->filter); });
}

void add_repair(CLI::App& journal, Action& chosen) {
  CLI::App* command = journal.add_subcommand("repair", "Make a damaged journal whole, at the price that it shows");
  command->footer(repair_footer);
  const auto flags = std::make_shared<JournalFlags>();
  add_directory(*command, *flags);
  add_capacity(*command, *flags);
  command->add_flag("--yes", flags->yes, "Don't ask");
  when_chosen(*command, chosen, [flags] {
    return with_capacity(
        *flags, [&](const auto& capacity) { return repair_journal(flags->directory, capacity, flags->yes); });
  });
}

}  // namespace

void add_journal_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("journal", "Look into a data directory, or repair it");
  command->require_subcommand(1);
  add_verify(*command, chosen);
  add_dump(*command, chosen);
  add_repair(*command, chosen);
}

}  // namespace doorbuster::app
