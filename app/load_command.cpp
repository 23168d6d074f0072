// doorbuster load: one flag for each member of the harness's options.
#include <fmt/format.h>
#include <csignal>

#include <memory>

#include "app/commands.hpp"
#include "app/stop_signals.hpp"
#include "loadtest/loadtest.hpp"

namespace doorbuster::app {
namespace {

using loadtest::LoadOptions;

constexpr const char* footer =
    R"(Opens a sale on a running server, plays a promotion at it from several threads, and audits through the
API what was sold: nothing oversold, nobody over the limit, no key with two orders, every acknowledged order found.

Examples, with `doorbuster serve` running beside it:
  doorbuster load                                            a made-up promotion of 20 seconds
  doorbuster load --orders 200000 --length 10 --seed 7       a heavier one; the same seed plays the same promotion
  doorbuster load --trace orders.csv.xz --speed 60 --stock 5000 --per-buyer-limit 1
                                                             real orders (columns t,seq,buyer,sku), 60 times faster
Exit code 0: the audit found nothing wrong; 1: it did; 8: the rehearsal could not be run.)";

void add_promotion_flags(CLI::App& command, LoadOptions& options) {
  const char* group = "What is played";
  auto& synthetic = options.synthetic;
  command.add_option("--trace", options.trace, "Orders to play: a .csv or .csv.xz file with t,seq,buyer,sku")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->group(group);
  command.add_option("--speed", options.speed, "Times faster than the trace")
      ->type_name("X")
      ->check(CLI::PositiveNumber)
      ->group(group);
  command.add_option("--trace-orders-max", options.trace_orders_max, "Play only the first N orders; 0: all")
      ->type_name("N")
      ->group(group);
  command.add_option("--seed", synthetic.seed, "Of the made-up promotion")->type_name("N")->group(group);
  command.add_option("--orders", synthetic.orders, "How many orders it tries")->type_name("N")->group(group);
  command.add_option("--buyers", synthetic.buyers, "How many buyers it has")->type_name("N")->group(group);
  command.add_option("--skus", synthetic.skus, "How many SKUs")->type_name("N")->group(group);
  command.add_option("--skew", synthetic.skew, "Zipf exponent of the SKUs' popularity")
      ->type_name("S")
      ->check(CLI::Range(0.0, 5.0))
      ->group(group);
  command
      .add_option_function<std::int64_t>(
          "--length", [&synthetic](std::int64_t n) { synthetic.length = std::chrono::seconds{n}; },
          "Seconds from the first order to the last [20]")
      ->type_name("SECONDS")
      ->check(CLI::PositiveNumber)
      ->group(group);
}

void add_sale_flags(CLI::App& command, LoadOptions& options) {
  const char* group = "The sale";
  command.add_option("--sale", options.sale, "Its id; by default one of this run's own")->type_name("ID")->group(group);
  command.add_option("--stock", options.stock, "Units of each SKU")->type_name("N")->group(group);
  command.add_option("--stock-share", options.stock_share, "Instead: this share of the demand for each SKU")
      ->type_name("SHARE")
      ->group(group);
  command.add_option("--quota", options.quota, "Units of each SKU that the sale may sell; by default no bound")
      ->type_name("N")
      ->group(group);
  command
      .add_option("--per-buyer-limit", options.per_buyer_limit, "Units of each SKU for one buyer; by default no bound")
      ->type_name("N")
      ->group(group);
  command.add_option("--price", options.price, "In the currency's minor unit")->type_name("N")->group(group);
  command.add_option("--currency", options.currency, "ISO 4217")->type_name("CODE")->group(group);
  command
      .add_option("--hold-seconds", options.hold_seconds,
                  "How long an order is held for its payment [900 for a trace, else 5]")
      ->type_name("SECONDS")
      ->group(group);
  const std::map<std::string, loadtest::LatePayment> words{{"refund", loadtest::LatePayment::refund},
                                                           {"reclaim", loadtest::LatePayment::reclaim}};
  command.add_option("--late-payment", options.late_payment, "What becomes of a late payment: refund or reclaim")
      ->type_name("WORD")
      ->transform(CLI::CheckedTransformer(words).description(""))
      ->group(group);
  command.add_option("--pay", options.pay, "Share of winners who pay [all in a trace, else most]")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0))
      ->group(group);
}

template <class Duration>
void add_duration(CLI::App& command, const char* flag, Duration& place, const std::string& help) {
  const auto standard = std::chrono::duration_cast<std::chrono::seconds>(place).count();
  command
      .add_option_function<std::int64_t>(
          flag, [&place](std::int64_t n) { place = std::chrono::seconds{n}; }, fmt::format("{} [{}]", help, standard))
      ->type_name("SECONDS")
      ->check(CLI::PositiveNumber)
      ->group("How it is driven");
}

void add_driving_flags(CLI::App& command, LoadOptions& options) {
  const char* group = "How it is driven";
  command.add_option("--target", options.target, "The server")->type_name("URL")->group(group);
  command.add_option("--threads", options.threads, "Each with its own connections")
      ->type_name("N")
      ->check(CLI::Range(1, 64))
      ->group(group);
  command.add_option("--connections", options.connections, "Over all threads")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->group(group);
  add_duration(command, "--timeout", options.timeout, "Of one request");
  add_duration(command, "--patience", options.patience, "How long an order is tried again through failures");
  add_duration(command, "--duration-limit", options.duration_limit, "Of the whole load; then it stops and audits");
}

ExitCode run(const LoadOptions& options) {
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
  command->option_defaults()->always_capture_default();
  const auto options = std::make_shared<LoadOptions>();
  add_promotion_flags(*command, *options);
  add_sale_flags(*command, *options);
  add_driving_flags(*command, *options);
  command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace doorbuster::app
