// How one request stands with the rate limits that it was counted by, and how its answer tells so.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorbuster::net {

// In the order in which a request meets them.
enum class RateLimit : std::uint8_t { address, key, buyer };
inline constexpr std::array<std::string_view, 3> rate_limit_words{"address", "key", "buyer"};
inline constexpr std::size_t rate_limits = rate_limit_words.size();

[[nodiscard]] constexpr std::string_view word(RateLimit limit) {
  return rate_limit_words[static_cast<std::size_t>(limit)];
}

class RateStanding {
 public:
  // Counted by `limit`: so many tokens are left, and for so long, at least a second, no more should be used than these.
  void count(RateLimit limit, std::uint32_t remaining, std::int64_t seconds) {
    counts_[static_cast<std::size_t>(limit)] = {remaining, static_cast<std::uint32_t>(seconds)};
  }
  [[nodiscard]] bool counted() const { return std::ranges::any_of(counts_, &Count::seconds); }

  // The value of RateLimit (draft-ietf-httpapi-ratelimit-headers-11 section 4), such as `"address";r=99;t=1`: an item
  // for each limit that counted it.
  [[nodiscard]] std::string text() const;

 private:
  struct Count {
    std::uint32_t remaining = 0;
    std::uint32_t seconds = 0;  // 0: not counted
  };
  std::array<Count, rate_limits> counts_{};
};

}  // namespace doorbuster::net
