// The shapes of all bodies but a sale's.
#include "net/api/read_commands.hpp"

#include <array>

#include "net/api/content_digest.hpp"

namespace doorbuster::net {
namespace {

namespace limits = inventory::limits;

constexpr Range line_count{1, limits::lines_per_order};
constexpr Range line_quantity{1, limits::quantity_per_line};
constexpr Range amount_range{0, limits::sum_max};
constexpr Range delta_range{-limits::sum_max, limits::sum_max};
constexpr Range batch_count{1, batch_orders_max};

}  // namespace

bool CommandReader::put_sku(Element body, inventory::PutSku& command) {
  const Where root;
  std::array<Member, 1> members{{{"name"}}};
  return shape_.object(body, root, members) && shape_.text(*members[0].value, {&root, "name"}, 1, command.name);
}

bool CommandReader::adjust_stock(Element body, std::string_view key, inventory::AdjustStock& command) {
  const Where root;
  std::array<Member, 2> members{{{"delta"}, {"reason"}}};
  const bool good = shape_.object(body, root, members) &&
                    shape_.integer(*members[0].value, {&root, "delta"}, delta_range, command.delta) &&
                    shape_.text(*members[1].value, {&root, "reason"}, 0, command.reason);
  if (!good) return false;
  command.key = digests_.key(command.merchant, key);
  command.body = digest_content(digests_, command, content_);
  return true;
}

bool CommandReader::place_order(Element body, std::string_view key, inventory::PlaceOrder& command) {
  const Where root;
  std::array<Member, 3> members{{{"sale"}, {"buyer"}, {"items"}}};
  return shape_.object(body, root, members) && order_members(root, members, key, command);
}

bool CommandReader::batch(Element body, simdjson::dom::array& entries) {
  const Where root;
  std::array<Member, 1> members{{{"orders"}}};
  return shape_.object(body, root, members) && shape_.array(*members[0].value, {&root, "orders"}, batch_count, entries);
}

bool CommandReader::batch_entry(Element entry, std::size_t index, std::string_view key,
                                inventory::PlaceOrder& command) {
  const Where root;
  const Where orders{&root, "orders"};
  const Where where{&orders, {}, index};
  std::array<Member, 4> members{{{"sale"}, {"buyer"}, {"items"}, {"key"}}};
  return shape_.object(entry, where, members) && order_members(where, std::span(members).first<3>(), key, command);
}

bool CommandReader::order_members(const Where& where, std::span<const Member, 3> members, std::string_view key,
                                  inventory::PlaceOrder& command) {
  const Where items{&where, "items"};
  simdjson::dom::array lines;
  const bool good = shape_.id(*members[0].value, {&where, "sale"}, command.sale) &&
                    shape_.id(*members[1].value, {&where, "buyer"}, command.buyer) &&
                    shape_.array(*members[2].value, items, line_count, lines);
  if (!good) return false;
  for (const Element line : lines) {
    const std::size_t index = command.lines.size();
    if (!order_line(line, {&items, {}, index}, command.lines.emplace_back())) return false;
  }
  command.key = digests_.key(command.merchant, key);
  command.body = digest_content(digests_, command, content_);
  return true;
}

bool CommandReader::order_line(Element from, const Where& where, inventory::WantedLine& line) {
  std::array<Member, 2> members{{{"sku"}, {"qty"}}};
  return shape_.object(from, where, members) && shape_.id(*members[0].value, {&where, "sku"}, line.sku) &&
         shape_.integer(*members[1].value, {&where, "qty"}, line_quantity, line.qty);
}

bool CommandReader::pay_order(Element body, inventory::PayOrder& command) {
  const Where root;
  std::array<Member, 2> members{{{"payment"}, {"amount"}}};
  return shape_.object(body, root, members) && shape_.id(*members[0].value, {&root, "payment"}, command.payment) &&
         shape_.integer(*members[1].value, {&root, "amount"}, amount_range, command.amount);
}

bool CommandReader::empty_object(Element body) { return shape_.object(body, Where{}, {}); }

}  // namespace doorbuster::net
