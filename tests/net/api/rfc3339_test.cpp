// Times as text, read and written.
#include "net/json/rfc3339.hpp"

#include <gtest/gtest.h>

namespace doorbuster::net {
namespace {

std::string told(std::int64_t ms) {
  std::string text;
  append_rfc3339(text, {ms});
  return text;
}

struct Good {
  std::string text;
  std::string utc;
};
void PrintTo(const Good& c, std::ostream* out) { *out << c.text; }

struct TimeTextTest : testing::TestWithParam<Good> {};

TEST_P(TimeTextTest, IsReadWithAnyOffsetAndToldInUtc) {
  const auto at = parse_rfc3339(GetParam().text);
  ASSERT_TRUE(at);
  EXPECT_EQ(told(at->ms), GetParam().utc);
}

INSTANTIATE_TEST_SUITE_P(Table, TimeTextTest,
                         testing::Values(Good{"2026-11-11T00:00:00.000Z", "2026-11-11T00:00:00.000Z"},
                                         Good{"2026-11-11T00:00:00Z", "2026-11-11T00:00:00.000Z"},
                                         Good{"2026-11-11t00:00:00z", "2026-11-11T00:00:00.000Z"},
                                         Good{"2026-11-11T08:00:00+08:00", "2026-11-11T00:00:00.000Z"},
                                         Good{"2026-11-10T19:30:00-04:30", "2026-11-11T00:00:00.000Z"},
                                         Good{"2026-11-11T00:00:00-00:00", "2026-11-11T00:00:00.000Z"},
                                         Good{"2026-11-11T00:00:00.1Z", "2026-11-11T00:00:00.100Z"},
                                         Good{"2026-11-11T00:00:00.0199999999999Z", "2026-11-11T00:00:00.019Z"},
                                         Good{"2028-02-29T23:59:59.999Z", "2028-02-29T23:59:59.999Z"},
                                         Good{"1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"},
                                         Good{"1969-12-31T23:00:00-01:00", "1970-01-01T00:00:00.000Z"},
                                         Good{"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"}));

struct NoTimeTest : testing::TestWithParam<std::string> {};

TEST_P(NoTimeTest, IsRefused) { EXPECT_FALSE(parse_rfc3339(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Table, NoTimeTest,
                         testing::Values("", "2026", "2026-11-11", "2026-11-11 00:00:00Z", "2026-11-11T00:00:00",
                                         "2026-11-11T00:00Z", "2026-11-11T00:00:00.Z", "2026-11-11T00:00:00,5Z",
                                         "2026-11-11T00:00:00+0800", "2026-11-11T00:00:00+08",
                                         "2026-11-11T00:00:00+24:00", "2026-11-11T00:00:00+08:60",
                                         "2026-11-11T00:00:00Z ", " 2026-11-11T00:00:00Z", "2026-13-11T00:00:00Z",
                                         "2026-00-11T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-31T00:00:00Z",
                                         "2026-11-00T00:00:00Z", "2026-11-11T24:00:00Z", "2026-11-11T00:60:00Z",
                                         "2026-12-31T23:59:60Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-00:01",
                                         "+2026-11-11T00:00:00Z", "20261-11-11T00:00:00Z", "2026-1-11T00:00:00Z",
                                         "2026-11-11T00:00:00\xe2\x88\x92"
                                         "08:00"));

TEST(TimeText, OutsideItsRangeIsToldAsTheNearestEnd) {
  EXPECT_EQ(told(-1), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(told(latest_instant.ms + 1), "9999-12-31T23:59:59.999Z");
}

TEST(TimeText, ReadsBackWhatItTells) {
  constexpr std::int64_t step = 987'654'321'987;  // some 31 years, with every field different
  for (std::int64_t ms = 0; ms <= latest_instant.ms; ms += step) {
    EXPECT_EQ(parse_rfc3339(told(ms)), inventory::Instant{ms});
  }
}

}  // namespace
}  // namespace doorbuster::net
