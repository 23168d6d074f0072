// The contract's bodies: written from values, and read back into them. JSON is known here and nowhere else in loadtest.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "loadtest/loadtest.hpp"
#include "loadtest/outcome.hpp"
#include "loadtest/views.hpp"

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
struct OrderLine {
  std::string_view sku;
  std::int64_t qty = 0;
};

[[nodiscard]] std::string sku_body(std::string_view name);
[[nodiscard]] std::string stock_body(std::int64_t delta, std::string_view reason);
[[nodiscard]] std::string sale_body(const SaleTerms& terms, std::span<const SaleItemTerms> items);
[[nodiscard]] std::string order_body(std::string_view sale, std::string_view buyer, std::span<const OrderLine> lines);
[[nodiscard]] std::string payment_body(std::string_view payment, std::int64_t amount);

// Each fails with a sentence if the body is not what the contract says.
[[nodiscard]] Outcome<OrderView> read_order(std::string_view body);
[[nodiscard]] Outcome<OrderPage> read_order_page(std::string_view body);
[[nodiscard]] Outcome<SkuView> read_sku(std::string_view body);
[[nodiscard]] Outcome<SaleView> read_sale(std::string_view body);
[[nodiscard]] Outcome<ProblemView> read_problem(std::string_view body);

}  // namespace doorbuster::loadtest
