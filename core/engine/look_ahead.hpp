// Inside core only: has memory fetched for the commands that are next in turn while others are being decided. Of
// millions of orders nothing is in the caches, and deciding would mostly wait.
#pragma once

#include <boost/circular_buffer.hpp>
#include <cstddef>

#include "core/engine/submission.hpp"

namespace doorbuster::core {

// One for a queue of submissions whose requests are decided from the front on. The engine's thread.
class LookAhead {
 public:
  // Before a request is decided: has those fetched that come so many after it.
  void before_next(const boost::circular_buffer<Submission*>& taken, const inventory::State& state) {
    if (ahead_ > 0) --ahead_;  // the one in turn was looked at
    while (ahead_ < commands && submission_ < taken.size()) {
      const auto& requests = taken[submission_]->requests;
      if (request_ == requests.size()) {
        ++submission_;
        request_ = 0;
        continue;
      }
      if (const auto* command = std::get_if<inventory::Command>(&requests[request_])) {
        inventory::prefetch(state, *command);
      }
      ++request_;
      ++ahead_;
    }
  }
  // The first submission has left the queue, with all its requests decided.
  void front_left() {
    if (submission_ > 0) {
      --submission_;
    } else {
      request_ = 0;
    }
  }
  // The queue was emptied otherwise.
  void reset() { *this = {}; }

 private:
  static constexpr std::size_t commands = 16;  // bench/decide_bench.cpp measures by how many it pays

  std::size_t submission_ = 0;  // the next to look at: in the queue
  std::size_t request_ = 0;     // ... and within it
  std::size_t ahead_ = 0;       // how many were looked at and are not decided
};

}  // namespace doorbuster::core
