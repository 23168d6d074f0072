// The contract's bodies: written from values, and read back into them. JSON is parsed here and nowhere else in
// loadtest; orders, of which there are many, only where order_text can't read them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "loadtest/contract/views.hpp"
#include "loadtest/options.hpp"
#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

struct SaleTerms {
  std::string name;
  std::string currency;
  std::string starts_at, ends_at;  // RFC 3339
  std::int64_t hold_seconds = 0;
  LatePayment late_payment = LatePayment::refund;
  std::optional<std::int64_t> per_buyer_limit;
};
struct SaleItemTerms {
  std::string sku;
  std::int64_t price = 0;
  std::optional<std::int64_t> quota;
};

[[nodiscard]] std::string sku_body(std::string_view name);
[[nodiscard]] std::string stock_body(std::int64_t delta, std::string_view reason);
[[nodiscard]] std::string sale_body(const SaleTerms& terms, std::span<const SaleItemTerms> items);
// Each fails with a sentence if the body is not what the contract says.
using OrderTaker = std::function<Outcome<void>(const OrderText&)>;
// `take` sees the order while this call lasts.
[[nodiscard]] Outcome<void> read_order(std::string_view body, const OrderTaker& take);
// Calls `take` for each order of the page, and ends at its first Problem.
[[nodiscard]] Outcome<NextAfter> read_order_page(std::string_view body, const OrderTaker& take);
[[nodiscard]] Outcome<SkuView> read_sku(std::string_view body);
[[nodiscard]] Outcome<SaleView> read_sale(std::string_view body);
[[nodiscard]] Outcome<ProblemView> read_problem(std::string_view body);

}  // namespace doorbuster::loadtest
