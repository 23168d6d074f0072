// Pages in the form in which Doorbuster renders them are read without a parser, all others with one.
#include "loadtest/audit/listing.hpp"

#include <fmt/format.h>

#include "loadtest/contract/order_text.hpp"
#include "loadtest/contract/wire.hpp"

namespace doorbuster::loadtest {

std::string buyer_named(const Script& script, std::uint32_t buyer) {
  return buyer == nobody ? "that nobody knows" : script.plan.buyers[buyer];
}

ListingReader::ListingReader(const Script& script) : script_(script), sku_ids_(sku_ids(script)) {
  buyers_.reserve(script.plan.buyers.size());
  for (std::uint32_t i = 0; i < script.plan.buyers.size(); ++i) buyers_.emplace(script.plan.buyers[i], i);
  for (std::uint32_t i = 0; i < sku_ids_.size(); ++i) skus_.emplace(sku_ids_[i], i);
}

Outcome<ListedOrder> ListingReader::listed(const OrderText& text) const {
  const std::optional<OrderId> id = OrderId::from(text.order);
  const std::optional<OrderStatus> status = status_of(text.status);
  const std::optional<std::int64_t> created_at = read_time(text.created_at);
  if (!id || !status || !created_at) {
    return Problem{fmt::format("The listed order \"{}\" has an id, a status or a time that the contract doesn't allow.",
                               text.order)};
  }
  const auto buyer = buyers_.find(text.buyer);
  ListedOrder order{.order = *id,
                    .created_at = *created_at,
                    .total = text.total,
                    .buyer = buyer == buyers_.end() ? nobody : buyer->second,
                    .status = *status,
                    .has_other_terms = text.sale != script_.sale || text.currency != script_.currency,
                    .lines = {}};
  for (const LineText& line : text.lines) {
    const auto sku = skus_.find(line.sku);
    const bool is_planned = sku != skus_.end();
    if (is_planned) order.lines.push_back({.sku = sku->second, .qty = line.qty});
    if (!is_planned || script_.plan.skus[sku->second].price != line.unit_price) order.has_other_terms = true;
  }
  return order;
}

bool ListingReader::read_plain_page(std::string_view body, std::vector<ListedOrder>& orders, NextAfter& next_after) {
  TextCursor cursor(body);
  if (!cursor.take(R"({"data":[)")) return false;
  if (!cursor.take("]")) {
    do {
      if (!take_order(cursor, text_)) return false;
      Outcome<ListedOrder> order = listed(text_);
      if (!order) return false;
      orders.push_back(std::move(*order));
    } while (cursor.take(","));
    if (!cursor.take("]")) return false;
  }
  if (cursor.take(R"(,"next_after":null})")) return cursor.at_end();
  std::string_view next;
  if (!cursor.take(R"(,"next_after":")") || !cursor.take_string(next) || !cursor.take("}")) return false;
  next_after = next;
  return cursor.at_end();
}

Outcome<NextAfter> ListingReader::read_page(std::string_view body, std::vector<ListedOrder>& orders) {
  const std::size_t before = orders.size();
  NextAfter next_after;
  if (read_plain_page(body, orders, next_after)) return next_after;
  orders.resize(before);
  return read_order_page(body, [&](const OrderText& text) -> Outcome<void> {
    Outcome<ListedOrder> order = listed(text);
    if (!order) return order.error();
    orders.push_back(std::move(*order));
    return {};
  });
}

}  // namespace doorbuster::loadtest
