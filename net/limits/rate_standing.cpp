// The RateLimit field: a list of structured fields (RFC 9651).
#include "net/limits/rate_standing.hpp"

namespace doorbuster::net {

std::string RateStanding::text() const {
  std::string text;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const Count& count = counts_[i];
    if (count.seconds == 0) continue;
    if (!text.empty()) text += ", ";
    text.append(1, '"').append(rate_limit_words[i]).append("\";r=").append(std::to_string(count.remaining));
    text.append(";t=").append(std::to_string(count.seconds));
  }
  return text;
}

}  // namespace doorbuster::net
