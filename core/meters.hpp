// Lock-free counters and latency histograms, written on the hot path, read by whoever scrapes.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>

namespace doorbuster::core {

// Any thread. Relaxed: a scrape may see one counter a moment before another.
class Counter {
 public:
  void add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

class Gauge {
 public:
  void set(std::uint64_t value) { value_.store(value, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

// Durations by powers of two of a microsecond: bucket i counts those of at most 2^i us, the last all the rest.
class LatencyHistogram {
 public:
  static constexpr std::size_t buckets = 26;  // up to 2^24 us = 16.8 s, and beyond

  void record_ns(std::int64_t ns) {
    const auto n = static_cast<std::uint64_t>(ns < 0 ? 0 : ns);
    const auto us = (n + 999) / 1000;
    const auto index = us <= 1 ? 0u : static_cast<unsigned>(std::bit_width(us - 1));
    counts_[index < buckets ? index : buckets - 1].fetch_add(1, std::memory_order_relaxed);
    sum_ns_.fetch_add(n, std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t count(std::size_t bucket) const {
    return counts_[bucket].load(std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t sum_ns() const { return sum_ns_.load(std::memory_order_relaxed); }
  // The upper bound of a bucket but the last, in microseconds.
  [[nodiscard]] static constexpr std::uint64_t bound_us(std::size_t bucket) { return std::uint64_t{1} << bucket; }

 private:
  std::array<std::atomic<std::uint64_t>, buckets> counts_{};
  std::atomic<std::uint64_t> sum_ns_{0};
};

}  // namespace doorbuster::core
