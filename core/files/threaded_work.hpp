// Background work on a thread of its own.
#pragma once

#include <sys/resource.h>

#include <atomic>
#include <exception>
#include <future>
#include <system_error>

#include "core/files/file.hpp"

namespace doorbuster::core {

class ThreadedWork final : public Background {
 public:
  explicit ThreadedWork(std::function<Result<void>()> work) : work_(std::move(work)) {
    try {
      ended_ = std::async(std::launch::async, [this] { return run(); });
    } catch (const std::system_error& refused) {
      end_without_thread(refused);
    }
  }

  [[nodiscard]] bool done() const override { return done_.load(); }
  [[nodiscard]] Result<void> wait() override { return ended_.get(); }

 private:
  static constexpr int niceness = 10;

  Result<void> run() {
    (void)setpriority(PRIO_PROCESS, 0, niceness);  // on Linux the calling thread's: orders come first
    auto outcome = work_or_failure();
    done_.store(true);
    return outcome;
  }

  // Memory may be wanting, for the state of a snapshot above all.
  Result<void> work_or_failure() {
    try {
      return work_();
    } catch (const std::exception& thrown) {
      return Failure{FailureKind::io, std::string("Work in the background could not go on: ") + thrown.what() + "."};
    }
  }

  void end_without_thread(const std::system_error& refused) {
    std::promise<Result<void>> outcome;
    outcome.set_value(Failure{FailureKind::io, std::string("No thread can be had for work in the background: ") +
                                                   refused.code().message() + "."});
    ended_ = outcome.get_future();
    done_.store(true);
  }

  std::function<Result<void>()> work_;
  std::atomic<bool> done_{false};
  std::future<Result<void>> ended_;  // of std::async: its destructor waits; last, since the thread uses the others
};

}  // namespace doorbuster::core
