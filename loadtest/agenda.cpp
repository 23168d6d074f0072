// Two ordered sources, read as one.
#include "loadtest/agenda.hpp"

#include <algorithm>
#include <cassert>

namespace doorbuster::loadtest {

Agenda::Agenda(const Plan& plan, Clock::time_point start, unsigned index, unsigned count) {
  const auto plan_task = [&](std::chrono::nanoseconds after, std::size_t subject, Step step) {
    const Clock::time_point due = start + std::chrono::duration_cast<Clock::duration>(after);
    planned_.push_back({.due = due, .intended = due, .subject = subject, .step = step});
  };
  for (std::size_t i = index; i < plan.arrivals.size(); i += count) plan_task(plan.arrivals[i].due, i, Step::place);
  for (std::size_t i = 0; index == 0 && i < plan.stock_changes.size(); ++i) {
    plan_task(plan.stock_changes[i].due, i, Step::change_stock);
  }
  std::ranges::stable_sort(planned_, {}, &Task::due);
}

bool Agenda::planned_is_first() const {
  if (next_ == planned_.size()) return false;
  return later_.empty() || planned_[next_].due <= later_.top().due;
}

std::optional<Clock::time_point> Agenda::next_due() const {
  if (empty()) return std::nullopt;
  return planned_is_first() ? planned_[next_].due : later_.top().due;
}

Task Agenda::take() {
  assert(!empty());
  if (planned_is_first()) return planned_[next_++];
  const Task task = later_.top();
  later_.pop();
  return task;
}

void Agenda::clear() {
  next_ = planned_.size();
  later_ = {};
}

}  // namespace doorbuster::loadtest
