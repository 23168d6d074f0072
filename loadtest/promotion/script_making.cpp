// Every run has a sale of its own, so that it can be repeated against a server that has a history.
#include "loadtest/promotion/script_making.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "loadtest/promotion/plan_making.hpp"

namespace doorbuster::loadtest {
namespace {

bool is_share(double value) { return value >= 0 && value <= 1; }

// "run-" and the time in milliseconds.
std::string fresh_sale_name() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return fmt::format("run-{}", std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

bool is_sale_name(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  const auto allowed = [&](char c) { return plain(c) || c == '.' || c == '_' || c == ':' || c == '-'; };
  return name.size() <= sale_name_bytes_max && plain(name.front()) && std::ranges::all_of(name, allowed);
}

std::vector<std::int64_t> stock_for(const PlanTerms& terms, const LoadOptions& options) {
  std::vector<std::int64_t> stock = demand_of(terms.plan);
  const std::optional<double> share = options.stock_share || options.stock ? options.stock_share : terms.stock_share;
  for (std::int64_t& units : stock) {
    const auto shared = static_cast<std::int64_t>(static_cast<double>(units) * share.value_or(0));
    units = share ? std::max<std::int64_t>(1, shared) : options.stock.value_or(terms.stock);
  }
  return stock;
}

}  // namespace

Outcome<void> check_options(const LoadOptions& options) {
  const SyntheticOptions& made_up = options.synthetic;
  struct Rule {
    bool holds;
    std::string_view sentence;
  };
  const Rule rules[] = {
      {options.speed > 0 && std::isfinite(options.speed), "--speed must be above 0."},
      {made_up.orders >= 1 && made_up.orders <= arrivals_max, "--orders must be 1 to 10000000."},
      {!made_up.buyers || (*made_up.buyers >= 1 && *made_up.buyers <= arrivals_max), "--buyers must be 1 to 10000000."},
      {!made_up.skus || (*made_up.skus >= 1 && *made_up.skus <= skus_per_sale_max), "--skus must be 1 to 700."},
      {made_up.skew >= 0 && made_up.skew <= skew_max, "--skew must be 0 to 5."},
      {made_up.length.count() >= 1 && made_up.length <= length_max, "--length must be 1 to 604800 seconds."},
      {options.sale.empty() || is_sale_name(options.sale),
       "--sale must be 1 to 39 characters of A-Z a-z 0-9 . _ : -, the first a letter or digit."},
      {!options.stock || (*options.stock >= 0 && *options.stock <= stock_max), "--stock must be 0 to 1000000000000."},
      {!options.stock_share || (*options.stock_share > 0 && *options.stock_share <= 1'000),
       "--stock-share must be above 0 and at most 1000."},
      {!options.quota || *options.quota >= 1, "--quota must be at least 1."},
      {!options.per_buyer_limit || *options.per_buyer_limit >= 1, "--per-buyer-limit must be at least 1."},
      {options.price >= 0 && options.price <= 1'000'000'000, "--price must be 0 to 1000000000."},
      {!options.hold_seconds || (*options.hold_seconds >= 1 && *options.hold_seconds <= hold_seconds_max),
       "--hold-seconds must be 1 to 604800."},
      {!options.pay || is_share(*options.pay), "--pay must be 0 to 1."},
      {options.threads >= 1 && options.threads <= threads_max, "--threads must be 1 to 64."},
      {options.connections >= 1 && options.connections <= connections_max, "--connections must be 1 to 4096."},
      {options.pipeline >= 1 && options.pipeline <= pipeline_max, "--pipeline must be 1 to 64."},
      {options.timeout.count() >= 1 && options.timeout <= length_max, "--timeout must be 1 to 604800 seconds."},
      {options.patience.count() >= 0 && options.patience <= length_max, "--patience must be 0 to 604800 seconds."},
      {options.duration_limit.count() >= 1 && options.duration_limit <= length_max,
       "--duration-limit must be 1 to 604800 seconds."},
  };
  for (const Rule& rule : rules) {
    if (!rule.holds) return Problem{fmt::format("{} See `doorbuster load --help`.", rule.sentence)};
  }
  return {};
}

Outcome<Script> make_script(const LoadOptions& options) {
  Outcome<PlanTerms> terms = make_plan(options);
  if (!terms) return terms.error();
  std::vector<std::int64_t> stock = stock_for(*terms, options);
  return Script{.plan = std::move(terms->plan),
                .sale = options.sale.empty() ? fresh_sale_name() : options.sale,
                .currency = options.currency,
                .stock = std::move(stock),
                .quota = options.quota,
                .per_buyer_limit = options.per_buyer_limit,
                .hold = options.hold_seconds ? std::chrono::seconds(*options.hold_seconds) : terms->hold,
                .patience = options.patience};
}

}  // namespace doorbuster::loadtest
