// Only the open page is in order; opening one makes it a heap.
#include "loadtest/drive/calendar.hpp"

#include <algorithm>
#include <utility>

namespace doorbuster::loadtest {
namespace {

bool is_due_later(const Task& a, const Task& b) { return a.due > b.due; }

}  // namespace

void Calendar::add(const Task& task) {
  const Page page = std::chrono::floor<std::chrono::milliseconds>(task.due.time_since_epoch()).count();
  if (!empty() && page > open_page_) {
    later_[page].push_back(task);
    return;
  }
  if (page != open_page_) {
    if (!empty()) later_[open_page_] = std::exchange(open_tasks_, {});
    open_page_ = page;
  }
  open_tasks_.push_back(task);
  std::ranges::push_heap(open_tasks_, is_due_later);
}

void Calendar::drop_first() {
  std::ranges::pop_heap(open_tasks_, is_due_later);
  open_tasks_.pop_back();
  if (!empty() || later_.empty()) return;
  const auto next = later_.begin();
  open_page_ = next->first;
  open_tasks_ = std::move(next->second);
  later_.erase(next);
  std::ranges::make_heap(open_tasks_, is_due_later);
}

void Calendar::clear() {
  open_tasks_.clear();
  later_.clear();
}

}  // namespace doorbuster::loadtest
