// Every order ever accepted, and its lines.
#include "inventory/order_book.hpp"

namespace doorbuster::inventory {

OrderBook::OrderBook(std::uint32_t orders, std::uint32_t lines) {
  orders_.reserve(orders);
  lines_.reserve(lines);
}

std::span<const Line> OrderBook::lines_of(const Order& order) const {
  return std::span(lines_).subspan(order.first_line, order.lines);
}

Money OrderBook::total_of(const Order& order) const {
  Money total = 0;
  for (const Line& line : lines_of(order)) total += line.qty * line.unit_price;
  return total;
}

bool OrderBook::has_room_for_lines(std::size_t lines) const { return lines <= lines_.capacity() - lines_.size(); }

OrderNumber OrderBook::add(Order order, std::span<const Line> lines) {
  assert(!full() && has_room_for_lines(lines.size()) && lines.size() <= limits::lines_per_order);
  order.first_line = static_cast<std::uint32_t>(lines_.size());
  order.lines = static_cast<std::uint32_t>(lines.size()) & 0x7f;
  lines_.insert(lines_.end(), lines.begin(), lines.end());
  orders_.push_back(order);
  return {orders_.size()};
}

}  // namespace doorbuster::inventory
