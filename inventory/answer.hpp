// What the state says back: views of what is, or the reason why not. Plain values, safe to keep and to send on.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "inventory/terms.hpp"

namespace doorbuster::inventory {

enum class Reason : std::uint8_t {
  key_reused,           // the idempotency key is bound to other content
  sku_not_found,        // `sku` names which
  sale_not_found,
  sku_not_in_sale,      // `sku`
  order_not_found,
  total_out_of_bounds,  // the order's total would pass limits::sum_max
  sale_not_started,     // `retry_after_seconds`: until it does
  sale_ended,
  order_in_flight,      // `order`: the one that the buyer has held
  limit_reached,        // `sku`
  sold_out,             // `sku`
  insufficient_stock,   // an adjustment would leave less than nothing
  out_of_range,         // a sum that people see would pass limits::sum_max
  sale_started,         // a change that a started sale does not allow; `detail` says which
  already_paid,
  amount_mismatch,
  hold_expired,         // the payment came late; a refund is due
  wrong_status,         // `order_status`
  capacity_reached,     // a table of the state is as full as its Capacity allows; `detail` says which
};
inline constexpr std::size_t reasons = static_cast<std::size_t>(Reason::capacity_reached) + 1;

struct Rejection {
  Reason reason{};
  std::optional<SkuId> sku{};
  std::optional<OrderStatus> order_status{};
  std::optional<std::int64_t> retry_after_seconds{};  // at least 1
  std::optional<OrderNumber> order{};
  const char* detail = "";  // a literal, for people; may be empty
};

// received = available + held + sold, each at least 0.
struct SkuView {
  SkuId sku;
  std::string name;
  Quantity received = 0;
  Quantity available = 0;
  Quantity held = 0;
  Quantity sold = 0;
};

struct SaleItemView {
  SaleItemTerms terms;
  Quantity available = 0;  // what is left of the quota or of the stock, whichever is less
  Quantity held = 0;       // within this sale
  Quantity sold = 0;
};

struct SaleView {
  SaleTerms terms;  // `items` is empty here: see below
  std::vector<SaleItemView> items;
  SaleStatus status = SaleStatus::scheduled;
  Money gmv = 0;  // sum of the totals of paid orders
  std::array<std::uint64_t, order_statuses> orders{};  // how many, by OrderStatus
};

struct OrderView {
  OrderNumber order;
  SaleId sale;
  BuyerId buyer;  // empty: forgotten
  OrderStatus status = OrderStatus::held;
  OrderLines lines;
  Money total = 0;
  Currency currency;
  Instant created_at;
  Instant hold_expires_at;
};

struct OrderPage {
  std::vector<OrderView> orders;
  OrderNumber next_after;  // 0: the last page. A page may be short or empty and not be the last.
};

struct SalePage {
  std::vector<SaleView> sales;
  std::optional<SaleId> next_after;  // nothing: the last page. A page may be short and not be the last.
};

struct WatchedItem {
  SaleItemView item;
  SkuView sku;
};

struct WatchedSale {
  SaleView sale;  // `items` is empty here: see below
  std::vector<WatchedItem> items;  // the first of them
  std::uint64_t all_items = 0;     // how many there are
};

struct SalesWatch {
  std::vector<WatchedSale> sales;    // what matters most comes first
  std::uint64_t all_sales = 0;       // how many the merchant has
  std::uint64_t running_sales = 0;   // of those that were looked at (limits::sales_scanned_per_watch)
};

struct ForgottenBuyer {
  BuyerId buyer;       // as asked
  bool found = false;  // whether there were orders of this buyer
};

// How a request was met.
enum class Met : std::uint8_t {
  read,      // a query
  created,   // a new SKU, sale or order
  changed,   // a write, or the same thing asked once more where that is harmless
  replayed,  // its idempotency key had been accepted before: the answer as of then
};

struct Answer {
  Met met = Met::read;
  std::variant<Rejection, SkuView, SaleView, OrderView, OrderPage, SalePage, SalesWatch, ForgottenBuyer> body;
  // The last event that the answer tells of: it may be shown only once the journal holds that one for good.
  // 0 for a rejection that recorded nothing and tells of no order or key, which may go at once.
  Position depends_on;
  // The event that X-Journal-Position names: the write's own record; for a replay, the record of the first time.
  Position record;
};

}  // namespace doorbuster::inventory
