// Bucket arithmetic: values below 2^7 have a bucket each; above, the 7 bits after the leading one pick the step.
#include "loadtest/figures/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace doorbuster::loadtest {
namespace {

// 0.99999 of 100,000 is not to become 99,999.00000000001, whose next rank is the last.
constexpr double rounding = 1e-6;

}  // namespace

std::size_t Histogram::bucket_of(std::uint64_t value) {
  if (value < steps) return static_cast<std::size_t>(value);
  const unsigned shift = static_cast<unsigned>(std::bit_width(value)) - 1 - step_bits;
  return (std::size_t{shift} + 1) * steps + static_cast<std::size_t>((value >> shift) - steps);
}

std::uint64_t Histogram::last_value_of(std::size_t bucket) {
  if (bucket < steps) return bucket;
  const unsigned shift = static_cast<unsigned>(bucket / steps) - 1;
  const std::uint64_t step = bucket % steps;
  return ((steps + step + 1) << shift) - 1;
}

void Histogram::add(std::chrono::nanoseconds duration) {
  const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count(), 0));
  counts_[bucket_of(value)].fetch_add(1, std::memory_order_relaxed);
  if (value > max_.load(std::memory_order_relaxed)) max_.store(value, std::memory_order_relaxed);
}

void Histogram::merge(const Histogram& other) {
  for (std::size_t i = 0; i < bucket_count; ++i) {
    counts_[i].fetch_add(other.counts_[i].load(std::memory_order_relaxed), std::memory_order_relaxed);
  }
  max_.store(std::max(max_.load(), other.max_.load()), std::memory_order_relaxed);
}

void Histogram::subtract(const Histogram& earlier) {
  for (std::size_t i = 0; i < bucket_count; ++i) {
    counts_[i].fetch_sub(earlier.counts_[i].load(std::memory_order_relaxed), std::memory_order_relaxed);
  }
}

std::uint64_t Histogram::count() const {
  std::uint64_t sum = 0;
  for (const auto& count : counts_) sum += count.load(std::memory_order_relaxed);
  return sum;
}

std::uint64_t Histogram::count_above(std::chrono::nanoseconds limit) const {
  std::uint64_t sum = 0;
  for (std::size_t i = bucket_of(static_cast<std::uint64_t>(limit.count())) + 1; i < bucket_count; ++i) {
    sum += counts_[i].load(std::memory_order_relaxed);
  }
  return sum;
}

std::chrono::nanoseconds Histogram::percentile(double share) const {
  const std::uint64_t all = count();
  if (all == 0) return std::chrono::nanoseconds(0);
  const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(all) - rounding));
  const std::uint64_t rank = std::clamp<std::uint64_t>(wanted, 1, all);
  std::uint64_t seen = 0;
  std::size_t bucket = 0;
  for (; bucket < bucket_count - 1; ++bucket) {
    seen += counts_[bucket].load(std::memory_order_relaxed);
    if (seen >= rank) break;
  }
  return std::chrono::nanoseconds(static_cast<std::int64_t>(std::min(last_value_of(bucket), max_.load())));
}

std::chrono::nanoseconds Histogram::max() const {
  return std::chrono::nanoseconds(static_cast<std::int64_t>(max_.load(std::memory_order_relaxed)));
}

}  // namespace doorbuster::loadtest
