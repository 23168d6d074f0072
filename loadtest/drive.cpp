// The calling thread only watches: it adds up the workers' meters once a second.
#include "loadtest/drive.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "loadtest/worker.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds tick_interval{1'000};

Latency summary_of(const Histogram& histogram) {
  return {.count = histogram.count(),
          .p50 = histogram.percentile(0.5),
          .p90 = histogram.percentile(0.9),
          .p99 = histogram.percentile(0.99),
          .p999 = histogram.percentile(0.999),
          .max = histogram.max()};
}

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
      : planned_(script.plan.arrivals.size()), options_(options), meters_(options.threads) {
    for (unsigned i = 0; i < options.threads; ++i) {
      // The first threads take what can't be shared out evenly.
      const unsigned share = options.connections / options.threads + (i < options.connections % options.threads);
      const PoolOptions pool{.connections = std::max(share, 1u),
                             .pipeline = options.pipeline,
                             .timeout = options.timeout};
      workers_.push_back(std::make_unique<Worker>(
          Agenda(script.plan, start_, i, options.threads),
          Journey(script, ledger, meters_[i], endpoint.host, options.scrutiny), endpoint, pool));
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
    for (Clock::time_point next = start_ + tick_interval;; next += tick_interval) {
      // Once stopped, a stop request must not end the wait again at once.
      const bool done = finish_.wait_until(next, count, stopped_early_ ? std::stop_token() : stop);
      tick();
      watcher.tick(progress_);
      if (done) return;
      if (!stopped_early_ && (stop.stop_requested() || Clock::now() >= limit)) {
        stopped_early_ = true;
        for (const auto& worker : workers_) worker->stop();
      }
    }
  }

  void tick() {
    auto latency = std::make_unique<Histogram>();
    progress_ = {};
    for (const Meters& meters : meters_) {
      progress_.offered += meters.offered.load(std::memory_order_relaxed);
      progress_.won += meters.won.load(std::memory_order_relaxed);
      progress_.refused += meters.refused.load(std::memory_order_relaxed);
      progress_.paid += meters.paid.load(std::memory_order_relaxed);
      progress_.errors += meters.errors.load(std::memory_order_relaxed);
      progress_.retries += meters.retries.load(std::memory_order_relaxed);
      latency->merge(meters.order_latency);
    }
    const Clock::time_point now = Clock::now();
    const std::chrono::duration<double> interval = now - last_tick_;
    auto recent = std::make_unique<Histogram>();
    recent->merge(*latency);
    recent->subtract(*seen_);
    progress_.planned = planned_;
    progress_.elapsed = std::chrono::duration_cast<milliseconds>(now - start_);
    progress_.orders_per_second = static_cast<double>(recent->count()) / interval.count();
    progress_.p50 = recent->percentile(0.5);
    progress_.p99 = recent->percentile(0.99);
    if (interval >= tick_interval * 9 / 10) {
      peak_ = std::max(peak_, static_cast<std::uint64_t>(progress_.orders_per_second));
    }
    last_tick_ = now;
    seen_ = std::move(latency);
  }

  DriveFigures figures() const {
    DriveFigures figures;
    figures.totals = progress_;
    figures.orders_per_second_peak = peak_;
    figures.stopped_early = stopped_early_;
    const auto service = std::make_unique<Histogram>(), lateness = std::make_unique<Histogram>(),
               read_time = std::make_unique<Histogram>();
    for (const Meters& meters : meters_) {
      figures.replayed += meters.replayed.load(std::memory_order_relaxed);
      figures.strain.sent_late += meters.sent_late.load(std::memory_order_relaxed);
      figures.strain.waited += meters.waited.load(std::memory_order_relaxed);
      figures.reads += meters.reads.load(std::memory_order_relaxed);
      read_time->merge(meters.read_time);
      service->merge(meters.service_time);
      lateness->merge(meters.lateness);
    }
    for (const auto& worker : workers_) {
      figures.strain.backlog.lasted += worker->backlog().lasted;
      figures.strain.backlog.slept += worker->backlog().slept;
    }
    figures.strain.offered = progress_.offered;
    figures.order_latency = summary_of(*seen_);
    figures.service_time = summary_of(*service);
    figures.lateness = summary_of(*lateness);
    figures.read_time = summary_of(*read_time);
    return figures;
  }

  const std::uint64_t planned_;
  const DriveOptions& options_;
  std::vector<Meters> meters_;
  const Clock::time_point start_ = Clock::now();
  std::vector<std::unique_ptr<Worker>> workers_;
  Finish finish_;
  Progress progress_;
  Clock::time_point last_tick_ = start_;
  std::unique_ptr<Histogram> seen_ = std::make_unique<Histogram>();
  std::uint64_t peak_ = 0;
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
