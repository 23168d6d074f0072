// What one thread still has to do, and when: its share of the plan, and what follows from answers.
#pragma once

#include <optional>
#include <vector>

#include "loadtest/drive/calendar.hpp"
#include "loadtest/drive/task.hpp"
#include "loadtest/promotion/plan.hpp"

namespace doorbuster::loadtest {

// Bounded by the plan: an order has a task for each of its copies at most, a stock change or a read has one. The plan
// outlives the agenda.
class Agenda {
 public:
  // The share of thread `index` of `count`: every count-th arrival and read. The stock changes are the first thread's.
  Agenda(const Plan& plan, Clock::time_point start, unsigned index, unsigned count);

  [[nodiscard]] bool empty() const { return !next_due(); }
  // When the next task is due; absent if there is none.
  [[nodiscard]] std::optional<Clock::time_point> next_due() const;
  // Takes the task that is due first; of equals, what is planned comes first. Not when empty.
  [[nodiscard]] Task take();
  void add(const Task& task) { later_.add(task); }
  void clear();

 private:
  // One list of the plan, of which every `stride`-th is this thread's.
  struct Share {
    Step step;
    std::size_t next = 0, size = 0, stride = 1;
  };
  [[nodiscard]] Clock::time_point due_of(const Share& share) const;
  [[nodiscard]] const Share* first_share() const;
  [[nodiscard]] Task take_planned(Share& share);

  const Plan& plan_;
  Clock::time_point start_;
  std::vector<Share> shares_;
  std::uint8_t copies_sent_ = 0;  // of the next arrival
  Calendar later_;
};

}  // namespace doorbuster::loadtest
