// Chance from a seed: the same throws on every platform and every run.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace doorbuster::support {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // 0 to `sides` - 1. The slight bias of the remainder doesn't matter here; being the same everywhere does.
  [[nodiscard]] std::int64_t below(std::int64_t sides) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(sides));
  }
  [[nodiscard]] std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + below(most - least + 1);
  }
  [[nodiscard]] bool one_in(std::int64_t sides) { return below(sides) == 0; }
  [[nodiscard]] std::int64_t one_of(std::initializer_list<std::int64_t> values) {
    return values.begin()[below(static_cast<std::int64_t>(values.size()))];
  }
  template <class Value>
  [[nodiscard]] const Value& pick(const std::vector<Value>& values) {
    return values[static_cast<std::size_t>(below(static_cast<std::int64_t>(values.size())))];
  }
  // One of the last `count` values.
  template <class Value>
  [[nodiscard]] const Value& pick_recent(const std::vector<Value>& values, std::size_t count) {
    const std::size_t among = values.size() < count ? values.size() : count;
    return values[values.size() - 1 - static_cast<std::size_t>(below(static_cast<std::int64_t>(among)))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace doorbuster::support
