// Ordered sources, read as one.
#include "loadtest/drive/agenda.hpp"

#include <cassert>

namespace doorbuster::loadtest {

Agenda::Agenda(const Plan& plan, Clock::time_point start, unsigned index, unsigned count)
    : plan_(plan), start_(start) {
  const std::size_t changes = index == 0 ? plan.stock_changes.size() : 0;
  shares_ = {{.step = Step::change_stock, .size = changes},
             {.step = Step::place, .next = index, .size = plan.arrivals.size(), .stride = count},
             {.step = Step::read, .next = index, .size = plan.reads.size(), .stride = count}};
}

Clock::time_point Agenda::due_of(const Share& share) const {
  const auto after = share.step == Step::place  ? plan_.arrivals[share.next].due
                     : share.step == Step::read ? plan_.reads[share.next].due
                                                : plan_.stock_changes[share.next].due;
  return start_ + std::chrono::duration_cast<Clock::duration>(after);
}

const Agenda::Share* Agenda::first_share() const {
  const Share* first = nullptr;
  for (const Share& share : shares_) {
    if (share.next < share.size && (first == nullptr || due_of(share) < due_of(*first))) first = &share;
  }
  return first;
}

std::optional<Clock::time_point> Agenda::next_due() const {
  const Share* planned = first_share();
  if (planned == nullptr && later_.empty()) return std::nullopt;
  if (planned == nullptr) return later_.first().due;
  return later_.empty() ? due_of(*planned) : std::min(due_of(*planned), later_.first().due);
}

Task Agenda::take_planned(Share& share) {
  const Clock::time_point due = due_of(share);
  Task task{.due = due, .intended = due, .subject = static_cast<std::uint32_t>(share.next), .step = share.step};
  if (share.step == Step::place) {
    task.is_copy = copies_sent_ > 0;
    if (copies_sent_++ < plan_.arrivals[share.next].copies) return task;
    copies_sent_ = 0;
  }
  share.next += share.stride;
  return task;
}

Task Agenda::take() {
  assert(!empty());
  const Share* planned = first_share();
  if (planned != nullptr && (later_.empty() || due_of(*planned) <= later_.first().due)) {
    return take_planned(shares_[static_cast<std::size_t>(planned - shares_.data())]);
  }
  const Task task = later_.first();
  later_.drop_first();
  return task;
}

void Agenda::clear() {
  for (Share& share : shares_) share.next = share.size;
  later_.clear();
}

}  // namespace doorbuster::loadtest
