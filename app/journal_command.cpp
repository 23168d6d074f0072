// doorbuster journal verify|dump: reads a data directory, also beside a running server, and changes nothing.
#include <fmt/format.h>

#include <limits>
#include <memory>
#include <string>

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/recovery_progress.hpp"
#include "app/setting_flags.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* verify_footer =
    R"(Reads every record and checks it: checksums, the chain from batch to batch, positions, and that each event fits
the state that those before it left. Every snapshot is read, and compared with the state at its place. Prints the
figures and the fingerprint of the state they lead to. Safe beside a running server, whose newest records it may not
see yet.
Exit code 0: all is well; 5: damaged, and it says where; 4: the directory can't be read.)";

constexpr const char* dump_footer =
    R"(Prints what the journal holds as newline-delimited JSON, oldest first: the same lines as GET /v1/events.
The journal is verified first. Safe beside a running server.

Examples:
  doorbuster journal dump doorbuster-data --limit 10
  doorbuster journal dump doorbuster-data --after 4711 | grep '"refund_due"')";

// How many events are read into memory at a time.
constexpr std::size_t events_per_read = 4'096;

struct JournalFlags {
  std::string directory;
  FlagValues settings;
  std::uint64_t after = 0;
  std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
};

struct OpenedJournal {
  std::unique_ptr<core::Files> files;
  core::Verified verified;
};

core::Result<OpenedJournal> open_and_verify(const JournalFlags& flags) {
  Settings settings;
  for (const auto& [name, value] : flags.settings) {
    if (const auto problem = setting_named(name).assign(settings, value)) {
      return core::Failure{core::FailureKind::invalid, fmt::format("--{} {}.", name, *problem)};
    }
  }
  auto files = core::open_directory_read_only(flags.directory);
  if (!files) return files.error();
  RecoveryProgressLine line(stderr);
  const auto verified = core::verify_store(**files, settings.capacity,
                                           [&line](const core::RecoveryProgress& progress) { line.show(progress); });
  line.finish();
  if (!verified) return verified.error();
  return OpenedJournal{std::move(*files), *verified};
}

ExitCode report(const core::Failure& failure) {
  complain(failure.message);
  return exit_code_of(failure.kind);
}

std::string hex(std::span<const std::byte> bytes) {
  std::string text;
  for (const std::byte byte : bytes) text += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
  return text;
}

ExitCode verify(const JournalFlags& flags) {
  const auto journal = open_and_verify(flags);
  if (!journal) return report(journal.error());
  const core::Verified& verified = journal->verified;
  fmt::print("store        {}\nsegments     {}, from {} on\nbatches      {}\nsnapshots    {}\nevents       {}\n"
             "read         {}\n",
             hex(verified.id.bytes), verified.segments, verified.oldest_segment, verified.batches, verified.snapshots,
             verified.position.value, recovered_text(verified.recovered));
  if (verified.recovered.torn_batch_dropped) {
    fmt::print("last batch   cut short by a crash before it was acknowledged; the next start drops it\n");
  }
  fmt::print("fingerprint  {:016x}\nthe journal is well\n", verified.fingerprint.value);
  return ExitCode::ok;
}

ExitCode dump(const JournalFlags& flags) {
  const auto journal = open_and_verify(flags);
  if (!journal) return report(journal.error());
  const core::OrderIds ids(journal->verified.id);
  core::EventReader reader(*journal->files);
  core::EventCursor cursor{.after = {flags.after}};
  std::vector<core::RecordedEvent> events;
  for (std::uint64_t left = flags.limit; left > 0; left -= events.size()) {
    events.clear();
    const auto at_most = static_cast<std::size_t>(std::min<std::uint64_t>(left, events_per_read));
    if (const auto read = reader.read(cursor, journal->verified.position, at_most, events); !read) {
      return report(read.error());
    }
    if (events.empty()) break;
    fmt::print("{}", net::event_lines(events, ids));
  }
  return ExitCode::ok;
}

// What verify and dump have in common. A journal that was written with more room needs as much to be read.
void add_journal_flags(CLI::App& command, JournalFlags& flags) {
  command.add_option("DIR", flags.directory, "The data directory")->required()->type_name("");
  for (const char* name : {"max-orders", "max-skus", "max-sales", "max-stock-adjustments"}) {
    add_setting_flag(command, setting_named(name), flags.settings);
  }
}

void add_verify(CLI::App& journal, Action& chosen) {
  CLI::App* command = journal.add_subcommand("verify", "Check every record and say what they come to");
  command->footer(verify_footer);
  const auto flags = std::make_shared<JournalFlags>();
  add_journal_flags(*command, *flags);
  command->callback([&chosen, flags] { chosen = [flags] { return verify(*flags); }; });
}

void add_dump(CLI::App& journal, Action& chosen) {
  CLI::App* command = journal.add_subcommand("dump", "Print the events as lines of JSON");
  command->footer(dump_footer);
  const auto flags = std::make_shared<JournalFlags>();
  add_journal_flags(*command, *flags);
  command->add_option("--after", flags->after, "Leave out all up to this position")->type_name("POSITION");
  command->add_option("--limit", flags->limit, "Print at most so many")->type_name("N");
  command->callback([&chosen, flags] { chosen = [flags] { return dump(*flags); }; });
}

}  // namespace

void add_journal_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("journal", "Look into a data directory without changing it");
  command->require_subcommand(1);
  add_verify(*command, chosen);
  add_dump(*command, chosen);
}

}  // namespace doorbuster::app
