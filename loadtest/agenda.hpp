// What one thread still has to do, and when: its share of the plan, and what follows from answers.
#pragma once

#include <chrono>
#include <optional>
#include <queue>
#include <vector>

#include "loadtest/plan.hpp"

namespace doorbuster::loadtest {

using Clock = std::chrono::steady_clock;

enum class Step : std::uint8_t {
  place,         // the order, or a knock again after "sold out"
  place_again,   // the second click of a buyer who has won
  settle,        // pay or cancel
  change_stock,
};

struct Task {
  Clock::time_point due;       // when to send
  Clock::time_point intended;  // when it was first to be sent: the same at every retry
  std::size_t subject = 0;     // index of the arrival, or of the stock change
  Step step = Step::place;
  std::uint32_t knock = 0;     // how often "sold out" has been answered already
  std::uint32_t attempt = 0;   // how often this step has failed already
};

// Bounded: an order or a stock change never has more than one task.
class Agenda {
 public:
  // The share of thread `index` of `count`: every count-th arrival. The stock changes are the first thread's.
  Agenda(const Plan& plan, Clock::time_point start, unsigned index, unsigned count);

  [[nodiscard]] bool empty() const { return next_ == planned_.size() && later_.empty(); }
  // When the next task is due; absent if there is none.
  [[nodiscard]] std::optional<Clock::time_point> next_due() const;
  // Takes the task that is due first. Not when empty.
  [[nodiscard]] Task take();
  void add(const Task& task) { later_.push(task); }
  void clear();

 private:
  struct DueLater {
    bool operator()(const Task& a, const Task& b) const { return a.due > b.due; }
  };
  [[nodiscard]] bool planned_is_first() const;

  std::vector<Task> planned_;
  std::size_t next_ = 0;
  std::priority_queue<Task, std::vector<Task>, DueLater> later_;
};

}  // namespace doorbuster::loadtest
