// Pages of orders in order of acceptance.
#include "inventory/listing.hpp"

#include <algorithm>

#include "inventory/views.hpp"

namespace doorbuster::inventory {
namespace {

// The filters with names resolved.
struct Filter {
  MerchantId merchant;
  std::optional<SaleIndex> sale;
  std::optional<BuyerIndex> buyer;
  std::optional<OrderStatus> status;
};

// Nothing if a filter names what isn't there, so that no order can match.
std::optional<Filter> resolve(const Tables& tables, const ListOrders& query) {
  Filter filter{.merchant = query.merchant, .sale = {}, .buyer = {}, .status = query.status};
  if (query.sale && !(filter.sale = tables.sales.find(query.merchant, *query.sale))) return std::nullopt;
  if (query.buyer && !(filter.buyer = tables.buyers.find(query.merchant, *query.buyer))) return std::nullopt;
  return filter;
}

bool matches(const Tables& tables, const Filter& filter, const Order& order) {
  if (filter.sale && order.sale != *filter.sale) return false;
  if (filter.buyer && order.buyer != *filter.buyer) return false;
  if (filter.status && order.status != *filter.status) return false;
  return tables.sales[order.sale].merchant == filter.merchant;
}

// The next order that is worth looking at after `number`: along the buyer's chain once that has been met. 0: no more.
OrderNumber next_after(const Tables& tables, const Filter& filter, OrderNumber number) {
  if (filter.buyer) {
    const Buyer& buyer = tables.buyers[*filter.buyer];
    if (number.value < buyer.first_order) return {buyer.first_order};
    if (number.value >= buyer.last_order) return {};
    const Order& order = tables.orders[number];
    if (order.buyer == *filter.buyer) return {order.next_of_buyer};
  }
  return number.value < tables.orders.size() ? OrderNumber{number.value + 1} : OrderNumber{};
}

}  // namespace

OrderPage list_orders(const Tables& tables, const ListOrders& query) {
  OrderPage page;
  const auto filter = resolve(tables, query);
  if (!filter) return page;

  OrderNumber next = next_after(tables, *filter, query.after);
  for (std::uint32_t looked_at = 0; next.value != 0; ++looked_at) {
    if (page.orders.size() == query.limit || looked_at == limits::orders_scanned_per_page) return page;
    if (matches(tables, *filter, tables.orders[next])) page.orders.push_back(view_of(tables, next));
    page.next_after = next;
    next = next_after(tables, *filter, next);
  }
  page.next_after = {};
  return page;
}

}  // namespace doorbuster::inventory
