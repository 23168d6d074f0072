// Groups, bounds, schedules and matches a trace's rows, in that order.
#include "loadtest/promotion/trace_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "loadtest/promotion/dice.hpp"
#include "loadtest/promotion/schedule.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr std::chrono::nanoseconds pay_pause_max = std::chrono::milliseconds(500);
constexpr std::uint32_t left_out = static_cast<std::uint32_t>(-1);

// One order as the trace has it, before any bound.
struct Basket {
  double t = 0;
  std::uint32_t buyer = 0;
  std::vector<PlannedLine> lines;
};

// Gives names numbers, in the order of their first use.
class Names {
 public:
  std::uint32_t number(const std::string& name) {
    const auto [found, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(all_.size()));
    if (fresh) all_.push_back(name);
    return found->second;
  }
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> all_;
};

class Builder {
 public:
  explicit Builder(const TracePlanOptions& options) : options_(options), dice_(options.seed) {}

  Plan build(std::span<const TraceRow> rows) {
    gather(rows);
    keep_the_most_wanted_skus();
    split_long_baskets();
    schedule();
    apply_changes(rows);
    say_what_was_left_out();
    plan_.buyers = buyers_.all();
    return std::move(plan_);
  }

 private:
  void gather(std::span<const TraceRow> rows);
  void add_line(Basket& basket, const TraceRow& row);
  void keep_the_most_wanted_skus();
  void split_long_baskets();
  void schedule();
  void apply_changes(std::span<const TraceRow> rows);
  void cancel_latest(const TraceRow& row);
  void say_what_was_left_out();

  const TracePlanOptions& options_;
  Dice dice_;
  Plan plan_;
  Names buyers_, skus_;
  std::vector<Basket> baskets_;
  double origin_ = 0, end_ = 0;
  std::vector<std::uint32_t> kept_;  // old SKU number to new; absent: left out
  std::uint64_t non_products_ = 0, bad_lines_ = 0, rare_lines_ = 0, split_orders_ = 0, unmatched_cancels_ = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> orders_of_;  // (buyer, sku) to arrivals
};


void Builder::add_line(Basket& basket, const TraceRow& row) {
  const std::uint32_t sku = skus_.number(row.sku);
  const auto known = std::ranges::find(basket.lines, sku, &PlannedLine::sku);
  const std::int64_t before = known == basket.lines.end() ? 0 : known->qty;
  if (row.qty < 1 || row.qty > units_per_line_max - before) {
    ++bad_lines_;
  } else if (known != basket.lines.end()) {
    known->qty += row.qty;
  } else {
    basket.lines.push_back({.sku = sku, .qty = row.qty});
  }
}

void Builder::gather(std::span<const TraceRow> rows) {
  std::unordered_map<std::string, std::size_t> by_invoice;
  for (const TraceRow& row : rows) {
    if (row.kind == RowKind::non_product) ++non_products_;
    if (row.kind != RowKind::buy) continue;
    std::size_t index = baskets_.size();
    if (!row.invoice.empty()) index = by_invoice.try_emplace(row.invoice, index).first->second;
    if (index == baskets_.size()) {
      if (options_.orders_max != 0 && baskets_.size() == options_.orders_max) break;
      baskets_.push_back({.t = row.t, .buyer = buyers_.number(row.buyer), .lines = {}});
    }
    add_line(baskets_[index], row);
  }
  origin_ = baskets_.empty() ? 0 : baskets_.front().t;
  end_ = baskets_.empty() ? 0 : baskets_.back().t;
}

void Builder::keep_the_most_wanted_skus() {
  std::vector<std::int64_t> demand(skus_.all().size(), 0);
  for (const Basket& basket : baskets_) {
    for (const PlannedLine& line : basket.lines) demand[line.sku] += line.qty;
  }
  std::vector<std::uint32_t> ranked(demand.size());
  std::iota(ranked.begin(), ranked.end(), 0u);
  std::ranges::stable_sort(ranked, [&](auto a, auto b) { return demand[a] > demand[b]; });
  ranked.resize(std::min(ranked.size(), skus_per_sale_max));

  kept_.assign(demand.size(), left_out);
  for (const std::uint32_t sku : ranked) {
    kept_[sku] = static_cast<std::uint32_t>(plan_.skus.size());
    plan_.skus.push_back({.name = skus_.all()[sku], .price = options_.price});
  }
  for (Basket& basket : baskets_) {
    rare_lines_ += std::erase_if(basket.lines, [&](const PlannedLine& line) { return kept_[line.sku] == left_out; });
    for (PlannedLine& line : basket.lines) line.sku = kept_[line.sku];
  }
  std::erase_if(baskets_, [](const Basket& basket) { return basket.lines.empty(); });
}

void Builder::split_long_baskets() {
  std::vector<Basket> parts;
  for (Basket& basket : baskets_) {
    if (basket.lines.size() > lines_per_order_max) ++split_orders_;
    for (std::size_t first = 0; first < basket.lines.size(); first += lines_per_order_max) {
      const std::size_t count = std::min(lines_per_order_max, basket.lines.size() - first);
      const auto begin = basket.lines.begin() + static_cast<std::ptrdiff_t>(first);
      parts.push_back({.t = basket.t, .buyer = basket.buyer,
                       .lines = {begin, begin + static_cast<std::ptrdiff_t>(count)}});
    }
  }
  baskets_ = std::move(parts);
}

void Builder::schedule() {
  std::vector<double> times;
  for (const Basket& basket : baskets_) times.push_back(basket.t);
  const std::vector<std::chrono::nanoseconds> due = spread(times, options_.speed);
  for (std::size_t i = 0; i < baskets_.size(); ++i) {
    for (const PlannedLine& line : baskets_[i].lines) orders_of_[{baskets_[i].buyer, line.sku}].push_back(i);
    const Intent intent = dice_.chance(options_.pay) ? Intent::pay : Intent::abandon;
    const std::chrono::nanoseconds pause = dice_.between(std::chrono::nanoseconds(0), pay_pause_max);
    plan_.arrivals.push_back({.due = due[i],
                              .buyer = baskets_[i].buyer,
                              .lines = PlannedLines(baskets_[i].lines.begin(), baskets_[i].lines.end()),
                              .pause = pause,
                              .intent = intent});
  }
}

// Cancels the latest order of this buyer and SKU that came before the row and is not cancelled yet.
void Builder::cancel_latest(const TraceRow& row) {
  const std::chrono::nanoseconds due = due_at(row.t, origin_, options_.speed);
  const auto orders = orders_of_.find({buyers_.number(row.buyer), kept_[skus_.number(row.sku)]});
  if (orders != orders_of_.end()) {
    std::vector<std::size_t>& open = orders->second;
    for (auto at = open.rbegin(); at != open.rend(); ++at) {
      Arrival& arrival = plan_.arrivals[*at];
      if (arrival.due >= due || arrival.intent == Intent::cancel) continue;
      arrival.intent = Intent::cancel;
      arrival.pause = due - arrival.due;
      return;
    }
  }
  ++unmatched_cancels_;
}

void Builder::apply_changes(std::span<const TraceRow> rows) {
  for (const TraceRow& row : rows) {
    if (row.t < origin_ || row.t > end_) continue;
    const std::uint32_t sku = skus_.number(row.sku);
    if (sku >= kept_.size()) kept_.resize(sku + 1, left_out);
    if (row.kind == RowKind::cancel) cancel_latest(row);
    if (row.kind != RowKind::stock_adjust || kept_[sku] == left_out || row.qty == 0) continue;
    plan_.stock_changes.push_back(
        {.due = due_at(row.t, origin_, options_.speed), .sku = kept_[sku], .delta = row.qty});
  }
}

void Builder::say_what_was_left_out() {
  const auto note = [this](std::uint64_t count, std::string_view what) {
    if (count > 0) plan_.notes.push_back(fmt::format("{} {}", count, what));
  };
  note(non_products_, "rows for postage and fees are left out.");
  note(bad_lines_, "lines are left out because their quantity is below 1 or an order's would pass 1,000,000.");
  note(rare_lines_, "lines of the least wanted SKUs are left out: one sale takes 700 here.");
  note(split_orders_, "orders of more than 100 lines are played as several orders.");
  note(unmatched_cancels_, "cancellations are left out because no earlier order of that buyer and SKU is open.");
}

}  // namespace

Plan plan_from_trace(std::span<const TraceRow> rows, const TracePlanOptions& options) {
  return Builder(options).build(rows);
}

}  // namespace doorbuster::loadtest
