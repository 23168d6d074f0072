// Background work on a thread of its own.
#pragma once

#include <sys/resource.h>

#include <atomic>
#include <future>

#include "core/files/file.hpp"

namespace doorbuster::core {

class ThreadedWork final : public Background {
 public:
  explicit ThreadedWork(std::function<Result<void>()> work)
      : work_(std::move(work)), ended_(std::async(std::launch::async, [this] { return run(); })) {}

  [[nodiscard]] bool done() const override { return done_.load(); }
  [[nodiscard]] Result<void> wait() override { return ended_.get(); }

 private:
  static constexpr int niceness = 10;

  Result<void> run() {
    (void)setpriority(PRIO_PROCESS, 0, niceness);  // on Linux the calling thread's: orders come first
    auto outcome = work_();
    done_.store(true);
    return outcome;
  }

  std::function<Result<void>()> work_;
  std::atomic<bool> done_{false};
  std::future<Result<void>> ended_;  // of std::async: its destructor waits; last, since the thread uses the others
};

}  // namespace doorbuster::core
