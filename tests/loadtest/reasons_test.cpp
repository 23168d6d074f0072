// Words as numbers, however many a server makes up.
#include "loadtest/contract/reasons.hpp"

#include <gtest/gtest.h>

namespace doorbuster::loadtest {
namespace {

TEST(Reasons, AreNumberedOnceAndHaveABound) {
  Reasons reasons;
  const std::uint8_t sold_out = reasons.number_of("sold_out");
  for (int i = 0; i < 1'000; ++i) {
    const std::string word = "reason-" + std::to_string(i);
    const std::string kept = reasons.word(reasons.number_of(word));
    EXPECT_EQ(kept, i + 1 < static_cast<int>(Reasons::reasons_max) ? word : Reasons::any_other);
  }
  EXPECT_EQ(reasons.number_of("sold_out"), sold_out);
  EXPECT_EQ(reasons.word(sold_out), "sold_out");
}

}  // namespace
}  // namespace doorbuster::loadtest
