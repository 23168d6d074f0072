// Money, counts and time as integers, and sums that say when they would pass their bound.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "inventory/limits.hpp"

namespace doorbuster::inventory {

using Money = std::int64_t;     // in the currency's minor unit
using Quantity = std::int64_t;  // units of a SKU

// The instant of an event or a decision: milliseconds since 1970-01-01T00:00:00Z. The engine hands it in; nothing
// in this folder asks what time it is.
struct Instant {
  std::int64_t ms = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

// Whether it lies within 8,030 years of 1970, so that the difference of two never overflows.
[[nodiscard]] constexpr bool in_range(Instant instant) {
  return instant.ms >= -limits::instant_ms_max && instant.ms <= limits::instant_ms_max;
}

[[nodiscard]] constexpr Instant after_seconds(Instant from, std::int64_t seconds) {
  return Instant{from.ms + seconds * 1000};
}

// a + b, unless that passes `bound` (limits::sum_max: 10^18) or falls below zero.
[[nodiscard]] constexpr std::optional<std::int64_t> bounded_sum(std::int64_t a, std::int64_t b,
                                                                std::int64_t bound = limits::sum_max) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum) || sum < 0 || sum > bound) return std::nullopt;
  return sum;
}

// a * b, under the same rule.
[[nodiscard]] constexpr std::optional<std::int64_t> bounded_product(std::int64_t a, std::int64_t b,
                                                                    std::int64_t bound = limits::sum_max) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product) || product < 0 || product > bound) return std::nullopt;
  return product;
}

// ISO 4217: three capital letters.
struct Currency {
  char code[3] = {'X', 'X', 'X'};
  [[nodiscard]] std::string_view view() const { return {code, sizeof code}; }
  [[nodiscard]] static std::optional<Currency> parse(std::string_view text);
  friend bool operator==(const Currency&, const Currency&) = default;
};

}  // namespace doorbuster::inventory
