// Tasks by the time at which they are due, millions of them: kept by the millisecond, so that only those of the nearest
// one need be in order. A single heap of all would miss the processor's caches at each step.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <vector>

#include "loadtest/drive/task.hpp"

namespace doorbuster::loadtest {

class Calendar {
 public:
  [[nodiscard]] bool empty() const { return open_tasks_.empty(); }
  void add(const Task& task);
  // The task that is due first. Neither when empty.
  [[nodiscard]] const Task& first() const { return open_tasks_.front(); }
  void drop_first();
  void clear();

 private:
  using Page = std::int64_t;  // milliseconds of the clock

  // The first page that has tasks, and they as a heap; none only if nothing is to come at all.
  Page open_page_ = 0;
  std::vector<Task> open_tasks_;
  std::map<Page, std::vector<Task>> later_;  // the pages after it, in no order
};

}  // namespace doorbuster::loadtest
