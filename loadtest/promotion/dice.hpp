// Chance that follows from a seed, the same on every machine: std's distributions may differ between libraries.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>
#include <vector>

namespace doorbuster::loadtest {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // Evenly in [0, 1).
  [[nodiscard]] double unit() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  [[nodiscard]] bool chance(double share) { return unit() < share; }
  // Evenly in [0, bound); `bound` at least 1.
  [[nodiscard]] std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(unit() * static_cast<double>(bound));
  }
  [[nodiscard]] std::chrono::nanoseconds between(std::chrono::nanoseconds low, std::chrono::nanoseconds high) {
    const double span = static_cast<double>((high - low).count());
    return low + std::chrono::nanoseconds(static_cast<std::int64_t>(unit() * span));
  }

 private:
  std::mt19937_64 engine_;
};

// Ranks 0 to count-1, rank k as likely as 1/(k+1)^skew (Zipf's law). A skew of 0 is even.
class Zipf {
 public:
  // `count` at least 1.
  Zipf(std::uint32_t count, double skew);
  [[nodiscard]] std::uint32_t draw(Dice& dice) const;

 private:
  std::vector<double> cumulated_;  // ends at 1
};

}  // namespace doorbuster::loadtest
