// Money, counts and time: sums that never wrap, and currencies.
#include <limits>

#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();

TEST(Amounts, SumUpToTheirBound) {
  EXPECT_EQ(bounded_sum(limits::sum_max - 1, 1), limits::sum_max);
  EXPECT_EQ(bounded_sum(limits::sum_max, 1), std::nullopt);
  EXPECT_EQ(bounded_sum(5, -5), 0);
  EXPECT_EQ(bounded_sum(5, -6), std::nullopt);
  EXPECT_EQ(bounded_sum(3, 4, 6), std::nullopt);
}

TEST(Amounts, NeverWrap) {
  EXPECT_EQ(bounded_sum(int64_max, int64_max), std::nullopt);
  EXPECT_EQ(bounded_sum(int64_min, -1), std::nullopt);
  EXPECT_EQ(bounded_product(int64_max, 2), std::nullopt);
  EXPECT_EQ(bounded_product(int64_min, -1), std::nullopt);
}

TEST(Amounts, MultiplyUpToTheirBound) {
  EXPECT_EQ(bounded_product(limits::price_minor, limits::quantity_per_line), limits::sum_max);
  EXPECT_EQ(bounded_product(limits::price_minor, limits::quantity_per_line + 1), std::nullopt);
  EXPECT_EQ(bounded_product(0, int64_max), 0);
}

TEST(Amounts, CountSecondsInMilliseconds) { EXPECT_EQ(after_seconds(Instant{5}, 2), Instant{2005}); }

TEST(Amounts, KnowTheTimesThatCanBeTold) {
  EXPECT_TRUE(in_range(Instant{0}));
  EXPECT_TRUE(in_range(Instant{limits::instant_ms_max}));
  EXPECT_FALSE(in_range(Instant{limits::instant_ms_max + 1}));
  EXPECT_FALSE(in_range(Instant{int64_min}));
}

TEST(Amounts, ReadCurrenciesOfThreeCapitals) {
  EXPECT_EQ(Currency::parse("CNY")->view(), "CNY");
  for (const char* text : {"", "EU", "EURO", "eur", "EU1", "E R"}) EXPECT_FALSE(Currency::parse(text)) << text;
}

}  // namespace
}  // namespace doorbuster::inventory::tests
