// Rates, read and written.
#include "net/limits/rate_text.hpp"

#include <gtest/gtest.h>

namespace doorbuster::net {
namespace {

TEST(RateText, ReadsARateAndItsBurst) {
  EXPECT_EQ(parse_rate("50/s burst 100"), (Rate{50, std::chrono::seconds(1), 100}));
  EXPECT_EQ(parse_rate("10/min burst 1"), (Rate{10, std::chrono::minutes(1), 1}));
  EXPECT_EQ(parse_rate("100000/h burst 100000"), (Rate{100'000, std::chrono::hours(1), 100'000}));
  EXPECT_EQ(parse_rate("50/s"), (Rate{50, std::chrono::seconds(1), 50})) << "a burst is then what comes in that time";
}

TEST(RateText, WritesWhatItReads) {
  for (const char* text : {"50/s burst 100", "1/min burst 3", "7/h burst 100000"}) {
    EXPECT_EQ(to_text(parse_rate(text).value()), text);
  }
}

TEST(RateText, RefusesAllElse) {
  for (const char* text : {"", "50", "50/", "/s", "0/s", "-1/s", "+1/s", "1.5/s", "100001/s", "50/m", "50/S", "50/s ",
                           " 50/s", "50 /s", "50/s burst", "50/s burst ", "50/s burst 0", "50/s burst 100001",
                           "50/s burst 1 ", "50/s  burst 1", "50/s,100", "99999999999999999999/s"}) {
    EXPECT_FALSE(parse_rate(text)) << text;
  }
}

}  // namespace
}  // namespace doorbuster::net
