// Orders without a parser: the one form that is taken, and that nothing else is.
#include "loadtest/contract/order_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace doorbuster::loadtest {
namespace {

const std::string whole =
    R"({"order":"ord_1","sale":"s","buyer":"b","status":"held","items":[{"sku":"s.x","qty":2,"unit_price":100},)"
    R"({"sku":"s.y","qty":1,"unit_price":7}],"total":207,"currency":"CNY","created_at":"2026-11-11T00:00:00.000Z",)"
    R"("hold_expires_at":"2026-11-11T00:15:00.000Z"})";

bool takes(std::string_view text) {
  TextCursor cursor(text);
  OrderText order;
  return take_order(cursor, order) && cursor.at_end();
}

TEST(OrderText, TakesEveryMember) {
  TextCursor cursor(whole);
  OrderText order;
  ASSERT_TRUE(take_order(cursor, order));
  EXPECT_TRUE(cursor.at_end());
  EXPECT_EQ(order.order, "ord_1");
  EXPECT_EQ(order.sale, "s");
  EXPECT_EQ(order.buyer, "b");
  EXPECT_EQ(order.status, "held");
  EXPECT_EQ(order.total, 207);
  EXPECT_EQ(order.currency, "CNY");
  EXPECT_EQ(order.created_at, "2026-11-11T00:00:00.000Z");
  ASSERT_EQ(order.lines.size(), 2u);
  EXPECT_EQ(order.lines[0].sku, "s.x");
  EXPECT_EQ(order.lines[0].qty, 2);
  EXPECT_EQ(order.lines[1].unit_price, 7);
}

TEST(OrderText, TakesNothingThatIsCutOrLonger) {
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(takes(whole.substr(0, size))) << size;
  EXPECT_FALSE(takes(whole + " "));
}

TEST(OrderText, LeavesEveryOtherFormToAParser) {
  const auto with = [](std::string_view from, std::string_view to) {
    std::string text = whole;
    return text.replace(text.find(from), from.size(), to);
  };
  EXPECT_TRUE(takes(with("ord_1", "ord_2")));
  EXPECT_FALSE(takes(with("ord_1", "ord\\u005f1")));
  EXPECT_FALSE(takes(with("207", "207.0")));
  EXPECT_FALSE(takes(with("207", "2e2")));
  EXPECT_FALSE(takes(with("207", "99999999999999999999")));
  EXPECT_FALSE(takes(with("{\"order\"", "{ \"order\"")));
  EXPECT_FALSE(takes(with("\"buyer\"", "\"byuer\"")));
  EXPECT_FALSE(takes(with(R"([{"sku":"s.x","qty":2,"unit_price":100},{"sku":"s.y","qty":1,"unit_price":7}])", "[]")));
}

TEST(OrderText, ReadsTimesOfTheContractsForm) {
  EXPECT_EQ(read_time("1970-01-01T00:00:00.001Z"), 1);
  EXPECT_EQ(read_time("2026-11-11T00:00:00.000Z"), 1'794'355'200'000);
  for (const std::string_view text : {"", "2026-11-11T00:00:00Z", "2026-11-11T00:00:00.000+00:00", "now",
                                      "2026-02-30T00:00:00.000Z", "2026-11-11T24:00:00.000Z",
                                      "2026-11-11T00:60:00.000Z", "2026-11-11 00:00:00.000Z"}) {
    EXPECT_FALSE(read_time(text)) << text;
  }
}

}  // namespace
}  // namespace doorbuster::loadtest
