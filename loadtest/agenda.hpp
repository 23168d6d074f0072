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
  place_again,   // a further click of a buyer who has won
  settle,        // pay or cancel
  change_stock,
  read,
};

struct Task {
  Clock::time_point due;       // when to send
  Clock::time_point intended;  // when it was first to be sent: the same at every retry
  std::uint32_t subject = 0;   // index of the arrival, the stock change or the read
  Step step = Step::place;
  bool is_copy = false;        // place: goes out beside the same request
  std::uint8_t knock = 0;      // how often "sold out" has been answered already
  std::uint8_t repeat = 0;     // place_again: how often the key was sent again before
  std::uint16_t attempt = 0;   // how often this step has failed already
};

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
  void add(const Task& task) { later_.push(task); }
  void clear();

 private:
  struct DueLater {
    bool operator()(const Task& a, const Task& b) const { return a.due > b.due; }
  };
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
  std::priority_queue<Task, std::vector<Task>, DueLater> later_;
};

}  // namespace doorbuster::loadtest
