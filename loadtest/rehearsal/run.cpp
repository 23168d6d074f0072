// One run from its beginning to its audit.
#include "loadtest/rehearsal/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "loadtest/audit/audit.hpp"
#include "loadtest/contract/sale_opening.hpp"
#include "loadtest/drive/drive.hpp"
#include "loadtest/drive/strain.hpp"
#include "loadtest/figures/findings.hpp"
#include "loadtest/figures/wording.hpp"
#include "loadtest/promotion/script_making.hpp"
#include "loadtest/rehearsal/open_files.hpp"
#include "loadtest/report/threshold_verdict.hpp"

namespace doorbuster::loadtest {
namespace {

// Holds that end within this are waited for before the audit; longer ones are audited as held.
constexpr std::chrono::seconds hold_wait_max{60};
// The contract lets a hold's stock come back up to a second late; the rest is for a slow machine.
constexpr std::chrono::seconds hold_end_margin{5};

LoadResult could_not_run(const Problem& problem) {
  LoadResult result;
  result.problem = problem.sentence;
  return result;
}

void take_figures(LoadResult& result, DriveFigures figures) {
  result.totals = figures.totals;
  result.replayed = figures.replayed;
  result.stopped_early = figures.stopped_early;
  result.order_latency = figures.order_latency;
  result.service_time = figures.service_time;
  result.lateness = figures.lateness;
  result.sent_late = figures.sent_late;
  result.spectrum = std::move(figures.spectrum);
  result.intervals = std::move(figures.intervals);
  result.orders_per_second_mean = figures.orders_per_second_mean;
  result.reads = figures.reads;
  result.read_time = figures.read_time;
  result.orders_per_second_peak = figures.orders_per_second_peak;
}

void count_refusals(LoadResult& result, const Ledger& ledger) {
  std::map<std::uint8_t, std::uint64_t> reasons;
  for (const OrderRecord& record : ledger.orders) {
    result.unknown += record.outcome == OrderOutcome::unknown;
    if (record.outcome == OrderOutcome::refused) ++reasons[record.reason];
  }
  for (const auto& [reason, orders] : reasons) {
    result.refusals.push_back({.reason = ledger.reasons.word(reason), .orders = orders});
  }
  std::ranges::stable_sort(result.refusals, std::ranges::greater{}, &RefusalCount::orders);
}

void sum_up(LoadResult& result, const Script& script, const Books& books) {
  for (const SkuView& sku : books.skus) {
    const std::int64_t for_sale = std::min(sku.received, script.quota.value_or(sku.received));
    result.units_supplied = sum_of(result.units_supplied, for_sale);
  }
  for (const SaleItemView& item : books.sale.items) {
    result.units_sold = sum_of(result.units_sold, item.sold);
    result.units_held = sum_of(result.units_held, item.held);
    result.units_left = sum_of(result.units_left, item.available);
  }
  std::vector<bool> served(script.plan.buyers.size());
  for (const ListedOrder& order : books.orders) {
    const bool has_units = order.status == OrderStatus::held || order.status == OrderStatus::paid;
    if (has_units && order.buyer != nobody) served[order.buyer] = true;
  }
  result.buyers_served = static_cast<std::uint64_t>(std::ranges::count(served, true));
  result.gmv = books.sale.gmv;
  result.currency = script.currency;
}

std::string opening_note(const Script& script) {
  std::int64_t units = 0;
  for (const std::int64_t stock : script.stock) units = sum_of(units, stock);
  const double seconds = std::chrono::duration<double>(script.plan.arrivals.back().due).count();
  return fmt::format("Opened sale {}: {} of {}{}. Now {} come over {:.0f} s.", script.sale,
                     counted(static_cast<std::uint64_t>(units), "unit"), counted(script.plan.skus.size(), "SKU"),
                     script.per_buyer_limit ? fmt::format(", at most {} a buyer", *script.per_buyer_limit) : "",
                     counted(script.plan.arrivals.size(), "order"), seconds);
}

// Ends the run at the first Problem.
class Run {
 public:
  Run(const LoadOptions& options, const Script& script, const Endpoint& endpoint, Watcher& watcher)
      : options_(options), script_(script), endpoint_(endpoint), watcher_(watcher),
        client_(endpoint, options.timeout, options.patience) {}

  LoadResult run(const std::stop_token& stop) {
    if (const Outcome<void> there = client_.greet(); !there) return could_not_run(there.error());
    if (const Outcome<void> fresh = options_.audit ? refuse_known_sale(client_, script_) : Outcome<void>(); !fresh) {
      return could_not_run(fresh.error());
    }
    if (stop.stop_requested()) return could_not_run({"Stopped before the sale was opened: nothing was sent."});
    if (const Outcome<void> opened = open_sale(client_, script_, options_.late_payment); !opened) {
      return could_not_run(opened.error());
    }
    for (const std::string& note : script_.plan.notes) watcher_.note(note);
    watcher_.note(opening_note(script_));
    play(stop);
    result_.audited = options_.audit;
    if (const Outcome<void> audited = options_.audit ? audit_now() : Outcome<void>(); !audited) {
      // What was measured is told all the same.
      result_.audited = false;
      result_.problem = audited.error().sentence;
      return std::move(result_);
    }
    result_.thresholds = judge_thresholds(options_.thresholds, result_);
    result_.status = status();
    return std::move(result_);
  }

 private:
  void play(const std::stop_token& stop) {
    const DriveOptions options{.threads = std::min(options_.threads, options_.connections),
                               .connections = options_.connections,
                               .pipeline = options_.pipeline,
                               .scrutiny = options_.audit ? Scrutiny::full : Scrutiny::status_alone,
                               .timeout = options_.timeout,
                               .duration_limit = options_.duration_limit};
    result_.sale = script_.sale;
    DriveFigures figures = drive(script_, endpoint_, options, ledger_, watcher_, stop);
    result_.warnings = warnings_of(figures.strain, options_.connections);
    take_figures(result_, std::move(figures));
    for (const std::string& warning : result_.warnings) watcher_.note(warning);
    count_refusals(result_, ledger_);
  }

  Outcome<void> audit_now() {
    if (script_.hold <= hold_wait_max) {
      watcher_.note("Waiting until what is held and not paid has run out.");
      const Outcome<bool> ended = wait_for_holds(client_, script_, script_.hold + hold_end_margin);
      if (!ended) return ended.error();
    }
    watcher_.note("Auditing: reading every order of the sale back.");
    Outcome<Books> books = read_books(client_, script_, watcher_);
    if (!books) return books.error();
    books->holds_are_over = script_.hold <= hold_wait_max;
    sum_up(result_, script_, *books);
    result_.checks = audit({.script = script_, .ledger = ledger_, .books = *books});
    return {};
  }

  // A sale that is wrong matters more than one that was slow.
  [[nodiscard]] ExitStatus status() const {
    if (!std::ranges::all_of(result_.checks, &Check::passed)) return ExitStatus::audit_failed;
    const bool held = std::ranges::all_of(result_.thresholds, &ThresholdVerdict::passed);
    return held ? ExitStatus::passed : ExitStatus::threshold_crossed;
  }

  const LoadOptions& options_;
  const Script& script_;
  const Endpoint& endpoint_;
  Watcher& watcher_;
  ApiClient client_;
  Ledger ledger_;
  LoadResult result_;
};

}  // namespace

LoadResult run_load(const LoadOptions& options, Watcher& watcher, std::stop_token stop) {
  if (const Outcome<void> checked = check_options(options); !checked) return could_not_run(checked.error());
  if (const Outcome<void> allowed = allow_connections(options.connections); !allowed) {
    return could_not_run(allowed.error());
  }
  const Outcome<Endpoint> endpoint = find_endpoint(options.target, options.key);
  if (!endpoint) return could_not_run(endpoint.error());
  const Outcome<Script> script = make_script(options);
  if (!script) return could_not_run(script.error());
  return Run(options, *script, *endpoint, watcher).run(stop);
}

}  // namespace doorbuster::loadtest
