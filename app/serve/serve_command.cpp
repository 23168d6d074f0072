// doorbuster serve: gathers the settings, and checks or runs them.
#include <fmt/format.h>

#include <memory>

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/report.hpp"
#include "app/serve/access.hpp"
#include "app/serve/certificate.hpp"
#include "app/serve/memory_budget.hpp"
#include "app/serve/serve.hpp"
#include "app/settings/setting_flags.hpp"
#include "app/settings/settings_text.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* footer =
    R"(Without any setting it serves http://127.0.0.1:8080 and keeps its journal in ./doorbuster-data, which it makes.
It prints where the data is, how writes are made durable, and its address, replays the journal if there is one
(who asks meanwhile is told 503 not_ready), and is ready when it says so; GET /readyz tells the same to programs.
SIGTERM or Ctrl-C drains it: what was received is answered, the journal is closed, and it exits with 0.

Each setting can also stand in the configuration file or the environment: --io-threads 2 is `io_threads = 2` there
and DOORBUSTER_IO_THREADS=2 here. Flags beat the environment, that beats the file. `doorbuster settings` explains all.

Examples:
  doorbuster serve
  doorbuster serve --data /var/lib/doorbuster --listen 127.0.0.1:9000
  doorbuster serve --config shop.toml --check-config      say what would be in force, and start nothing
  curl http://127.0.0.1:8080/openapi.json                 what it understands, once it runs)";

struct ServeFlags {
  FlagValues settings;
  std::string config_path;
  bool check_config = false;
};

ExitCode run(const ServeFlags& flags) {
  const auto resolved = resolve_settings(
      {.flags = flags.settings, .environment = process_environment(), .config_path = flags.config_path});
  if (!resolved.errors.empty()) {
    for (const std::string& error : resolved.errors) complain(error);
    return ExitCode::configuration;
  }
  if (flags.check_config) {
    ServerKeys keys(resolved.settings);
    if (const auto read = keys.read(); !read) return report(read.error());
    if (const auto usable = check_certificate(resolved.settings.server); !usable) return report(usable.error());
    fmt::print("{}\n{}", effective_settings_text(resolved), memory_budget_text(resolved.settings, keys.sign()));
    return ExitCode::ok;
  }
  return serve(resolved.settings);
}

}  // namespace

void add_serve_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("serve", "Sell: serve the HTTP API from one data directory");
  command->footer(footer);
  const auto flags = std::make_shared<ServeFlags>();
  command->add_option("--config", flags->config_path, "Read settings from this TOML file")->type_name("FILE");
  command->add_flag("--check-config", flags->check_config,
                    "Say what is in force, from where, and what memory it takes");
  for (const Setting& setting : all_settings()) add_setting_flag(*command, setting, flags->settings);
  when_chosen(*command, chosen, [flags] { return run(*flags); });
}

}  // namespace doorbuster::app
