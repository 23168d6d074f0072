// Counts durations in log-linear buckets, as HdrHistogram does: each power of two of nanoseconds is cut into equal
// steps, so that a percentile is never off by more than 1/128 of itself, over the whole range, in fixed memory.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <chrono>
#include <cstdint>

namespace doorbuster::loadtest {

// add() from one thread, reading from any: a reader sees counts that are at most a little old.
class Histogram {
 public:
  void add(std::chrono::nanoseconds duration);  // below 0 counts as 0
  void merge(const Histogram& other);
  // Takes away what `earlier`, a former state of this histogram, had counted. The maximum stays the whole run's.
  void subtract(const Histogram& earlier);

  [[nodiscard]] std::uint64_t count() const;
  // The least duration that `share` (0 to 1) of all counted don't pass, rounded up to its bucket's end; 0 if empty.
  [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;
  // How many are longer than `limit`, to the precision of a bucket.
  [[nodiscard]] std::uint64_t count_above(std::chrono::nanoseconds limit) const;
  [[nodiscard]] std::chrono::nanoseconds max() const;

 private:
  static constexpr unsigned step_bits = 7;
  static constexpr std::size_t steps = std::size_t{1} << step_bits;
  static constexpr std::size_t bucket_count = (64 - step_bits + 1) * steps;

  static std::size_t bucket_of(std::uint64_t value);
  static std::uint64_t last_value_of(std::size_t bucket);

  std::array<std::atomic<std::uint64_t>, bucket_count> counts_{};
  std::atomic<std::uint64_t> max_{0};
};

}  // namespace doorbuster::loadtest
