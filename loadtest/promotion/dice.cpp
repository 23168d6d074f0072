// Zipf's law by its cumulated weights: a draw is one binary search.
#include "loadtest/promotion/dice.hpp"

#include <algorithm>
#include <cmath>

namespace doorbuster::loadtest {

Zipf::Zipf(std::uint32_t count, double skew) {
  double sum = 0;
  cumulated_.reserve(count);
  for (std::uint32_t rank = 1; rank <= count; ++rank) {
    sum += std::pow(static_cast<double>(rank), -skew);
    cumulated_.push_back(sum);
  }
  for (double& weight : cumulated_) weight /= sum;
}

std::uint32_t Zipf::draw(Dice& dice) const {
  const auto found = std::ranges::upper_bound(cumulated_, dice.unit());
  const auto rank = std::min<std::ptrdiff_t>(found - cumulated_.begin(), std::ssize(cumulated_) - 1);
  return static_cast<std::uint32_t>(rank);
}

}  // namespace doorbuster::loadtest
