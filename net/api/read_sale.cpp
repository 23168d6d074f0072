// The shape of a sale's body.
#include <algorithm>
#include <array>

#include "net/api/read_commands.hpp"

namespace doorbuster::net {
namespace {

namespace limits = inventory::limits;

constexpr Range item_count{1, limits::items_per_sale};
constexpr Range price_range{0, limits::price_minor};
constexpr Range hold_range{1, limits::hold_seconds_max};

// The first item whose SKU stood before it.
std::optional<std::size_t> repeated_sku(const std::vector<inventory::SaleItemTerms>& items) {
  std::vector<std::size_t> order(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return items[i].sku.view(); });
  std::optional<std::size_t> first;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (items[order[i]].sku == items[order[i - 1]].sku) first = std::min(first.value_or(order[i]), order[i]);
  }
  return first;
}

}  // namespace

bool CommandReader::put_sale(Element body, inventory::PutSale& command) {
  enum : std::size_t {
    sale,
    name,
    currency,
    starts_at,
    ends_at,
    hold_seconds,
    late_payment,
    one_order_in_flight,
    items
  };
  const Where root;
  std::array<Member, 9> members{{{"sale", Presence::optional},
                                 {"name"},
                                 {"currency"},
                                 {"starts_at"},
                                 {"ends_at"},
                                 {"hold_seconds"},
                                 {"late_payment"},
                                 {"one_order_in_flight", Presence::optional},
                                 {"items"}}};
  if (!shape_.object(body, root, members)) return false;

  inventory::SaleTerms& terms = command.terms;
  if (members[sale].value) {
    inventory::SaleId told;
    if (!shape_.id(*members[sale].value, {&root, "sale"}, told)) return false;
    if (told != terms.sale) return shape_.fail({&root, "sale"}, "must be the sale that the path names");
  }
  std::int64_t seconds = 0;
  const bool good =
      shape_.text(*members[name].value, {&root, "name"}, 1, terms.name) &&
      shape_.currency(*members[currency].value, {&root, "currency"}, terms.currency) &&
      shape_.instant(*members[starts_at].value, {&root, "starts_at"}, terms.starts_at) &&
      shape_.instant(*members[ends_at].value, {&root, "ends_at"}, terms.ends_at) &&
      shape_.integer(*members[hold_seconds].value, {&root, "hold_seconds"}, hold_range, seconds) &&
      shape_.choice(*members[late_payment].value, {&root, "late_payment"}, late_payment_words, terms.late_payment);
  if (!good) return false;
  if (members[one_order_in_flight].value) {
    const Where where{&root, "one_order_in_flight"};
    if (!shape_.boolean(*members[one_order_in_flight].value, where, terms.one_order_in_flight.yes)) return false;
  }
  if (terms.ends_at <= terms.starts_at) return shape_.fail({&root, "ends_at"}, "must be after `starts_at`");
  terms.hold_seconds = static_cast<std::uint32_t>(seconds);
  return sale_items(*members[items].value, {&root, "items"}, terms.items);
}

bool CommandReader::sale_items(Element from, const Where& where, std::vector<inventory::SaleItemTerms>& items) {
  simdjson::dom::array elements;
  if (!shape_.array(from, where, item_count, elements)) return false;
  items.reserve(elements.size());
  for (const Element element : elements) {
    const std::size_t index = items.size();
    if (!sale_item(element, {&where, {}, index}, items.emplace_back())) return false;
  }
  if (const auto index = repeated_sku(items)) {
    const Where item{&where, {}, *index};
    return shape_.fail({&item, "sku"}, "stands in an item before this one");
  }
  return true;
}

bool CommandReader::sale_item(Element from, const Where& where, inventory::SaleItemTerms& item) {
  std::array<Member, 4> members{
      {{"sku"}, {"price"}, {"quota", Presence::optional}, {"per_buyer_limit", Presence::optional}}};
  return shape_.object(from, where, members) && shape_.id(*members[0].value, {&where, "sku"}, item.sku) &&
         shape_.integer(*members[1].value, {&where, "price"}, price_range, item.price) &&
         quantity_bound(members[2], where, 0, item.quota) && quantity_bound(members[3], where, 1, item.per_buyer_limit);
}

bool CommandReader::quantity_bound(const Member& member, const Where& where, std::int64_t min,
                                   std::optional<inventory::Quantity>& into) {
  if (!member.value) return true;
  return shape_.integer(*member.value, {&where, member.name}, {min, limits::sum_max}, into.emplace());
}

}  // namespace doorbuster::net
