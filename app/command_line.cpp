// Builds the command line out of the subcommands and reports what can't be understood.
#include "app/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <system_error>
#include <vector>

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/nearest.hpp"
#include "app/standard_streams.hpp"
#include "app/version.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* description =
    R"(Doorbuster sells limited stock to a crowd: exactly what there is, once to each who won,
and every order that it has acknowledged is on disk.)";

// CLI11 would write "[SALE(0x)]" for none or several.
class HelpText : public CLI::Formatter {
 public:
  std::string make_option_usage(const CLI::Option* option) const override {
    const std::string words = make_option_name(option, true) + (option->get_expected_max() > 1 ? "..." : "");
    return option->get_required() ? words : "[" + words + "]";
  }
};

std::string footer() {
  std::string text = R"(A first look:
  doorbuster serve                       serve http://127.0.0.1:8080, with the journal in ./doorbuster-data
  doorbuster sale create --help          open a sale on it; then sale show, sale extend, stock add, order show
  doorbuster top SALE                    how it goes, every second; doorbuster tail: what happens, line by line
  doorbuster load                        rehearse a promotion against it, and audit what was sold
  doorbuster sink postgres --help        its orders as tables of PostgreSQL
  doorbuster webhooks run --help         its events sent to other systems, signed
  doorbuster journal verify DIR          check every record, also beside a running server
  doorbuster keys create                 the first API key, for a server that others can reach
  doorbuster COMMAND --help              more on each command

Exit codes:
)";
  for (const ExitMeaning& exit : exit_meanings) {
    text += fmt::format("  {:>2}  {}\n", static_cast<int>(exit.code), exit.meaning);
  }
  return text;
}

// Comes after the commands, which would take the program's for their own.
void add_footers(CLI::App& program) {
  program.footer(footer());
  for (CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_subcommands([](const CLI::App*) { return true; }).empty()) {
      command->footer(fmt::format("doorbuster {} COMMAND --help says more on each.", command->get_name()));
    }
  }
}

// The subcommand that parsing got to: the one whose help would have helped.
const CLI::App* deepest_parsed(const CLI::App* program) {
  for (;;) {
    const auto parsed = program->get_subcommands();
    if (parsed.empty()) return program;
    program = parsed.back();
  }
}

std::vector<std::string> words_of(const CLI::App& command) {
  std::vector<std::string> words;
  for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back(sub->get_name());
  }
  for (const CLI::Option* option : command.get_options()) words.push_back(option->get_name());
  return words;
}

std::string command_path(const CLI::App* command) {
  std::string path = command->get_name();
  while ((command = command->get_parent()) != nullptr) path = command->get_name() + " " + path;
  return path;
}

// What the parser left over: the word that it stumbled at first, and those that followed.
std::string first_left_over(const CLI::App& program) {
  const auto words = program.remaining(true);
  const auto flag = std::find_if(words.begin(), words.end(), [](const std::string& word) { return word[0] == '-'; });
  if (flag != words.end()) return flag->substr(0, flag->find('='));
  return words.empty() ? std::string{} : words.front();
}

ExitCode report_usage(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App* command = deepest_parsed(&program);
  const std::string path = command_path(command);
  if (const std::string word = first_left_over(program); !word.empty()) {
    const auto meant = nearest(word, words_of(*command));
    fmt::print(stderr, "{}: \"{}\" is not understood{}\n", path, word,
               meant.empty() ? "" : fmt::format("; did you mean {}?", meant));
  } else {
    fmt::print(stderr, "{}: {}\n", path, error.what());
  }
  fmt::print(stderr, "Run: {} --help\n", path);
  return ExitCode::usage;
}

ExitCode report_own_fault(const std::exception& fault) {
  complain(fmt::format("internal error: {}. This is a fault of Doorbuster's; please report it.", fault.what()));
  return ExitCode::internal_error;
}

ExitCode report_lost_output(const std::system_error& why) {
  complain(fmt::format("What was to be printed can't be written: {}. What was asked for may be done all the same: look "
                       "before asking again.", why.code().message()));
  return ExitCode::output_lost;
}

}  // namespace

ExitCode run_command_line(int argc, const char* const* argv) try {
  occupy_standard_streams();
  CLI::App program{description, "doorbuster"};
  program.formatter(std::make_shared<HelpText>());
  program.require_subcommand(1);
  program.set_help_flag("-h,--help", "Say what there is to say, and exit");
  program.set_version_flag("--version", fmt::format("doorbuster {}", version), "Say which version this is, and exit");

  Action chosen;
  add_serve_command(program, chosen);
  add_load_command(program, chosen);
  add_journal_command(program, chosen);
  add_keys_command(program, chosen);
  add_sale_command(program, chosen);
  add_stock_command(program, chosen);
  add_order_command(program, chosen);
  add_forget_command(program, chosen);
  add_sink_command(program, chosen);
  add_webhooks_command(program, chosen);
  add_tail_command(program, chosen);
  add_top_command(program, chosen);
  add_settings_command(program, chosen);
  add_manual_command(program, chosen);
  add_completion_command(program, chosen);
  add_version_command(program, chosen);
  add_footers(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return report_usage(program, error);
    program.exit(error);
    flush_output();
    return ExitCode::ok;
  }
  const ExitCode code = chosen();
  if (code == ExitCode::ok) flush_output();
  return code;
} catch (const std::system_error& fault) {
  if (std::ferror(stdout) != 0) return report_lost_output(fault);
  return report_own_fault(fault);
} catch (const std::exception& fault) {
  return report_own_fault(fault);
}

}  // namespace doorbuster::app
