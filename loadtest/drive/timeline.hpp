// The course of a run, second by second: sums up what the threads have counted, and keeps what was new at each look.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "loadtest/drive/agenda.hpp"
#include "loadtest/drive/meters.hpp"
#include "loadtest/promotion/plan.hpp"
#include "loadtest/result.hpp"
#include "loadtest/watcher.hpp"

namespace doorbuster::loadtest {

// Used by one thread. Grows by an interval a look; the run's duration limit bounds it.
class Timeline {
 public:
  // How far apart looks are to be.
  static constexpr std::chrono::milliseconds pace{1'000};

  // `plan` outlives it.
  Timeline(const Plan& plan, Clock::time_point start);

  // What has come since the last look is an interval, or, if that was just before, goes into the last one's.
  void look(const std::vector<Meters>& meters, Clock::time_point now);

  // As of the last look.
  [[nodiscard]] const Progress& progress() const { return sums_->totals; }
  [[nodiscard]] const std::vector<Interval>& intervals() const { return intervals_; }
  [[nodiscard]] const Histogram& order_latency() const { return sums_->order_latency; }
  [[nodiscard]] const Histogram& service_time() const { return sums_->service_time; }
  // Answered in the best whole second.
  [[nodiscard]] std::uint64_t peak() const;
  // Answered a second, up to the last answer to an order: payments may go on for long after.
  [[nodiscard]] double mean() const;

 private:
  // All that was counted up to one look.
  struct Sums {
    Progress totals;
    std::uint64_t due = 0;
    Histogram order_latency, service_time;
  };
  [[nodiscard]] std::unique_ptr<Sums> sum_up(const std::vector<Meters>& meters, Clock::time_point now) const;
  static Interval between(const Sums& earlier, const Sums& later);

  const Plan& plan_;
  const Clock::time_point start_;
  std::vector<Interval> intervals_;
  std::unique_ptr<Sums> sums_ = std::make_unique<Sums>();    // at the last look
  std::unique_ptr<Sums> before_ = std::make_unique<Sums>();  // when the last interval began
};

}  // namespace doorbuster::loadtest
