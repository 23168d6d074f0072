// The words with which orders were refused, as small numbers: a word is kept once, however many orders it met.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::loadtest {

// Where an index into the plan's SKUs may stand: the problem named none.
inline constexpr std::uint16_t no_sku = 0xffff;

// Any thread. Answers are remembered by their bytes (refusals.hpp), so the lock is rarely taken.
class Reasons {
 public:
  // Beyond this many different words, one stands for all further ones.
  static constexpr std::size_t reasons_max = 200;
  static constexpr std::string_view any_other = "other";

  [[nodiscard]] std::uint8_t number_of(std::string_view word) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == word) return static_cast<std::uint8_t>(i);
    }
    if (words_.size() <= reasons_max) words_.emplace_back(words_.size() < reasons_max ? word : any_other);
    return static_cast<std::uint8_t>(words_.size() - 1);
  }
  [[nodiscard]] std::string word(std::uint8_t number) const {
    const std::lock_guard lock(mutex_);
    return words_[number];
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> words_;
};

}  // namespace doorbuster::loadtest
