// The people and the goods of a made-up promotion, and the draws that its scenarios share. All chance comes from one
// Dice, so equal terms give equal plans.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>

#include "loadtest/promotion/dice.hpp"
#include "loadtest/promotion/plan.hpp"

namespace doorbuster::loadtest {

// `buyers` and `skus` at least 1.
struct CrowdTerms {
  std::uint64_t seed = 1;
  std::uint32_t buyers = 1;
  std::uint32_t skus = 1;
  double skew = 1.0;       // Zipf exponent of the SKUs' popularity
  double pay = 1.0;        // share of winners who pay in time
  std::int64_t price = 0;  // of the first SKU; SKU k costs 100 k minor units more
};

class Crowd {
 public:
  explicit Crowd(const CrowdTerms& terms) : terms_(terms), dice_(terms.seed), popularity_(terms.skus, terms.skew) {}

  [[nodiscard]] Dice& dice() { return dice_; }
  [[nodiscard]] const CrowdTerms& terms() const { return terms_; }

  // Buyers and SKUs by name, with nobody coming yet.
  [[nodiscard]] Plan names() const;
  // An order of one unit of one SKU, by any buyer, who pays or not as the terms say.
  [[nodiscard]] Arrival arrival(std::chrono::nanoseconds due);
  [[nodiscard]] std::uint32_t wanted_sku() { return popularity_.draw(dice_); }
  // Up to `wanted` lines, fewer where a SKU is drawn twice; of one or two units each.
  [[nodiscard]] PlannedLines lines(std::uint32_t wanted);

 private:
  CrowdTerms terms_;
  Dice dice_;
  Zipf popularity_;
};

}  // namespace doorbuster::loadtest
