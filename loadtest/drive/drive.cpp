// The calling thread only watches: it looks at the workers' meters once a second.
#include "loadtest/drive/drive.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "loadtest/drive/timeline.hpp"
#include "loadtest/drive/worker.hpp"
#include "loadtest/figures/distribution.hpp"

namespace doorbuster::loadtest {
namespace {

// Before the first order, for threads to begin and connections to be made: orders of a load that opens with a spike
// would wait for that otherwise.
constexpr std::chrono::milliseconds lead{100};

// Lets the watching thread sleep until all workers are done, a stop is asked for, or the next tick.
class Finish {
 public:
  void one_is_done() {
    const std::lock_guard lock(mutex_);
    ++done_;
    changed_.notify_one();
  }
  // True: `workers` are done.
  bool wait_until(Clock::time_point deadline, unsigned workers, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    return changed_.wait_until(lock, stop, deadline, [&] { return done_ == workers; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  unsigned done_ = 0;
};

class Drive {
 public:
  Drive(const Script& script, const Endpoint& endpoint, const DriveOptions& options, Ledger& ledger)
      : options_(options), meters_(options.threads), timeline_(script.plan, start_) {
    for (unsigned i = 0; i < options.threads; ++i) {
      // The first threads take what can't be shared out evenly.
      const unsigned share = options.connections / options.threads + (i < options.connections % options.threads);
      const PoolOptions pool{
          .connections = std::max(share, 1u), .pipeline = options.pipeline, .timeout = options.timeout};
      workers_.push_back(std::make_unique<Worker>(Agenda(script.plan, start_, i, options.threads),
                                                  Journey(script, ledger, meters_[i], endpoint.fields,
                                                          options.scrutiny),
                                                  endpoint, pool));
    }
  }

  DriveFigures run(Watcher& watcher, const std::stop_token& stop) {
    std::vector<std::jthread> threads;
    for (const auto& worker : workers_) {
      threads.emplace_back([this, &worker] {
        worker->run();
        finish_.one_is_done();
      });
    }
    watch(watcher, stop);
    threads.clear();
    return figures();
  }

 private:
  void watch(Watcher& watcher, const std::stop_token& stop) {
    const unsigned count = static_cast<unsigned>(workers_.size());
    const Clock::time_point limit = start_ + options_.duration_limit;
    for (Clock::time_point next = start_ + Timeline::pace;; next += Timeline::pace) {
      // Once stopped, a stop request must not end the wait again at once.
      const bool done = finish_.wait_until(next, count, stopped_early_ ? std::stop_token() : stop);
      timeline_.look(meters_, Clock::now());
      watcher.tick(timeline_.progress());
      if (done) return;
      if (!stopped_early_ && (stop.stop_requested() || Clock::now() >= limit)) {
        stopped_early_ = true;
        watcher.note(stop.stop_requested()
                         ? "Stopping: no more orders are sent, and what was sold is audited. A second Ctrl-C ends all."
                         : "The time limit is reached: no more orders are sent.");
        for (const auto& worker : workers_) worker->stop();
      }
    }
  }

  DriveFigures figures() const {
    DriveFigures figures;
    figures.totals = timeline_.progress();
    figures.orders_per_second_mean = timeline_.mean();
    figures.orders_per_second_peak = timeline_.peak();
    figures.stopped_early = stopped_early_;
    figures.order_latency = summary_of(timeline_.order_latency());
    figures.service_time = summary_of(timeline_.service_time());
    figures.spectrum = spectrum_of(timeline_.order_latency(), timeline_.service_time());
    figures.intervals = timeline_.intervals();
    const auto lateness = std::make_unique<Histogram>(), read_time = std::make_unique<Histogram>();
    for (const Meters& meters : meters_) {
      figures.replayed += meters.replayed.load(std::memory_order_relaxed);
      figures.strain.sent_late += meters.sent_late.load(std::memory_order_relaxed);
      figures.strain.waited += meters.waited.load(std::memory_order_relaxed);
      figures.reads += meters.reads.load(std::memory_order_relaxed);
      read_time->merge(meters.read_time);
      lateness->merge(meters.lateness);
    }
    for (const auto& worker : workers_) {
      figures.strain.backlog.lasted += worker->backlog().lasted;
      figures.strain.backlog.slept += worker->backlog().slept;
    }
    figures.strain.offered = figures.totals.offered;
    figures.lateness = summary_of(*lateness);
    figures.sent_late = lateness->count_above(late_from);
    figures.read_time = summary_of(*read_time);
    return figures;
  }

  const DriveOptions& options_;
  std::vector<Meters> meters_;
  const Clock::time_point start_ = Clock::now() + lead;
  std::vector<std::unique_ptr<Worker>> workers_;
  Finish finish_;
  Timeline timeline_;
  bool stopped_early_ = false;
};

}  // namespace

DriveFigures drive(const Script& script, const Endpoint& endpoint, const DriveOptions& options, Ledger& ledger,
                   Watcher& watcher, const std::stop_token& stop) {
  ledger.orders.assign(script.plan.arrivals.size(), {});
  ledger.stock.assign(script.plan.stock_changes.size(), StockOutcome::not_sent);
  // Meters and histograms are too large for the stack.
  return std::make_unique<Drive>(script, endpoint, options, ledger)->run(watcher, stop);
}

}  // namespace doorbuster::loadtest
