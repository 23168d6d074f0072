// doorbuster load: runs the harness, and turns what it found into an exit code.
#include <fmt/chrono.h>

#include <memory>
#include <string>

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/load/load_files.hpp"
#include "app/load/load_flags.hpp"
#include "app/process/stop_signals.hpp"
#include "app/version.hpp"
#include "net/net.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* footer_start =
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
  doorbuster load --threshold 'p99<5ms,errors<0.1%'          exit code 99 if it does not keep to that

Figures for --threshold (FIGURE OPERATOR NUMBER, with < <= > >=):
)";
constexpr const char* footer_end =
    R"(Durations count from an order's intended time, those with service_ from its request's sending; of an order that
nobody answers, how long it waited counts. A percentile that too few answers support does not pass. errors are a part
of all requests, paid of the orders won, the others of the orders offered; late ones were sent more than 1 ms after
their time. rate is the mean of the orders answered in a second, peak the best second.

Ctrl-C stops the load, and what was sold is audited; once more, and it ends at once, with nothing audited.

Exit code 0: all is well, or nothing was to be audited (--no-audit); 1: the audit found something wrong; 8: the
rehearsal could not be run; 99: a threshold was crossed, and the audit found nothing wrong.)";

// RFC 3339.
std::string time_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

ExitCode exit_code_of(loadtest::ExitStatus status) {
  switch (status) {
    case loadtest::ExitStatus::passed:
      return ExitCode::ok;
    case loadtest::ExitStatus::audit_failed:
      return ExitCode::audit_failed;
    case loadtest::ExitStatus::threshold_crossed:
      return ExitCode::threshold_crossed;
    case loadtest::ExitStatus::could_not_run:
      return ExitCode::load_could_not_run;
  }
  return ExitCode::internal_error;
}

ExitCode run(const loadtest::LoadOptions& options, const LoadOutputs& outputs,
             const std::vector<loadtest::UsedOption>& flags) {
  if (options.key.starts_with(net::prefix_of(net::KeyKind::signing))) {
    complain("a signing key is never sent, and the load doesn't sign its requests: give it a bearer key, which "
             "doorbuster keys create makes without --signing.");
    return ExitCode::load_could_not_run;
  }
  auto files = LoadFiles::open(outputs);
  if (!files) {
    complain(files.error().message);
    return ExitCode::load_could_not_run;
  }
  const loadtest::RunInfo info{.version = std::string(version), .started_at = time_now(), .options = flags};
  const StopOnSignal stop;
  using loadtest::Watching;
  const auto watcher = loadtest::watch_on(stderr, outputs.plain ? Watching::plain : Watching::live);
  const auto result = loadtest::run_load(options, *watcher, stop.token());
  loadtest::print_report(files->has_stdout() ? stderr : stdout, result);
  const ExitCode code = exit_code_of(result.status);
  if (const auto written = files->write(info, result); !written) {
    complain(written.error().message);
    if (code == ExitCode::ok) return ExitCode::load_could_not_run;
  }
  return code;
}

}  // namespace

void add_load_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("load", "Rehearse a promotion against a running server and audit it");
  command->footer(footer_start + loadtest::threshold_help() + footer_end);
  const auto options = std::make_shared<loadtest::LoadOptions>();
  const auto outputs = std::make_shared<LoadOutputs>();
  add_load_flags(*command, *options, *outputs);
  when_chosen(*command, chosen,
              [command, options, outputs] { return run(*options, *outputs, flags_in_force(*command)); });
}

}  // namespace doorbuster::app
