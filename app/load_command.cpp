// doorbuster load: runs the harness, and turns what it found into an exit code.
#include <memory>

#include "app/commands.hpp"
#include "app/load_flags.hpp"
#include "app/stop_signals.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* footer =
    R"(Opens a sale on a running server, plays a promotion at it from several threads, and audits through the
API what was sold: nothing oversold, nobody over the limit, no key with two orders, every acknowledged order found.

Examples, with `doorbuster serve` running beside it:
  doorbuster load                                            a made-up promotion of 20 seconds
  doorbuster load --orders 200000 --length 10 --seed 7       a heavier one; the same seed plays the same promotion
  doorbuster load --scenario hot-sku --rate 50k --length 30  50,000 orders a second for one SKU
  doorbuster load --scenario losers --stages 5s:0..20k,20s:20k,5s:20k..0
                                                             a ramp up, a plateau, a ramp down
  doorbuster load --trace orders.csv.xz --speed 60 --stock 5000 --per-buyer-limit 1
                                                             real orders (columns t,seq,buyer,sku), 60 times faster
Exit code 0: the audit found nothing wrong, or there was to be none (--no-audit); 1: it did; 8: the rehearsal could not
be run.)";

ExitCode run(const loadtest::LoadOptions& options) {
  const StopOnSignal stop;
  const auto watcher = loadtest::watch_on(stderr);
  const auto result = loadtest::run_load(options, *watcher, stop.token());
  loadtest::print_report(stdout, result);
  switch (result.status) {
    case loadtest::ExitStatus::passed:
      return ExitCode::ok;
    case loadtest::ExitStatus::audit_failed:
      return ExitCode::audit_failed;
    case loadtest::ExitStatus::could_not_run:
      return ExitCode::load_could_not_run;
  }
  return ExitCode::internal_error;
}

}  // namespace

void add_load_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("load", "Rehearse a promotion against a running server and audit it");
  command->footer(footer);
  const auto options = std::make_shared<loadtest::LoadOptions>();
  add_load_flags(*command, *options);
  command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace doorbuster::app
