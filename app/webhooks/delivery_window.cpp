// A page is short: what comes next is looked for.
#include "app/webhooks/delivery_window.hpp"

#include <algorithm>
#include <cassert>

namespace doorbuster::app {

void DeliveryWindow::load(std::vector<Message> messages, std::uint64_t looked_to) {
  assert(done() && under_way_ == 0);
  clear();
  for (Message& message : messages) entries_.push_back({.message = std::move(message)});
  looked_to_ = looked_to;
}

std::optional<std::size_t> DeliveryWindow::next() {
  if (under_way_ >= allowed_) return std::nullopt;
  const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(delivered_to_);
  const auto found = std::ranges::find(from, entries_.end(), Stage::waiting, &Entry::stage);
  if (found == entries_.end()) return std::nullopt;
  found->stage = Stage::under_way;
  ++under_way_;
  return static_cast<std::size_t>(found - entries_.begin());
}

void DeliveryWindow::delivered(std::size_t index) {
  assert(entries_[index].stage == Stage::under_way);
  entries_[index].stage = Stage::delivered;
  --under_way_;
  while (delivered_to_ < entries_.size() && entries_[delivered_to_].stage == Stage::delivered) ++delivered_to_;
  allowed_ = std::min(most_, 2 * allowed_);
}

void DeliveryWindow::failed(std::size_t index) {
  assert(entries_[index].stage == Stage::under_way);
  entries_[index].stage = Stage::waiting;
  --under_way_;
  allowed_ = 1;
}

void DeliveryWindow::move_on(std::uint64_t& position, std::optional<EventMark>& last) const {
  if (delivered_to_ > 0) {
    last = entries_[delivered_to_ - 1].message.event;
    position = last->position;
  }
  if (done()) position = std::max(position, looked_to_);
}

void DeliveryWindow::clear() {
  assert(under_way_ == 0);
  entries_.clear();
  delivered_to_ = 0;
  looked_to_ = 0;
}

}  // namespace doorbuster::app
