// doorbuster settings: every setting explained, in the forms that people read it in.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "app/commands.hpp"
#include "app/settings/settings_manual.hpp"
#include "app/settings/settings_text.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* footer =
    R"(markdown: docs/settings.md; toml: a configuration file to begin with, all of it commented out; man: for man.

Examples:
  doorbuster settings --as toml > shop.toml
  doorbuster settings --as man | man -l -)";

}  // namespace

void add_settings_command(CLI::App& program, Action& chosen) {
  using Make = std::string (*)();
  static const std::map<std::string, Make> forms{
      {"markdown", settings_page}, {"toml", settings_example}, {"man", settings_manual}};
  CLI::App* command = program.add_subcommand("settings", "Explain every setting of serve");
  command->footer(footer);
  const auto form = std::make_shared<std::string>("markdown");
  command->add_option("--as", *form, "markdown, toml or man [markdown]")
      ->type_name("FORM")
      ->check(CLI::IsMember({"markdown", "toml", "man"}).description(""));
  when_chosen(*command, chosen, [form] {
    fmt::print("{}", forms.at(*form)());
    return ExitCode::ok;
  });
}

}  // namespace doorbuster::app
