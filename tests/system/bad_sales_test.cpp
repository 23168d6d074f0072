// Everything that can be wrong with the terms of a sale.
#include <boost/json/serialize.hpp>

#include "tests/system/bad_input.hpp"

namespace doorbuster::system_tests {
namespace {

namespace json = boost::json;

class BadSales : public BadInput {
 protected:
  // Good terms but for one member, which is `value` as raw JSON; none: the member is left out.
  std::string with(std::string_view member, std::optional<std::string_view> value) const {
    const auto good = Sale{.items = {{sku_}}}.json();
    std::string out;
    for (const auto& [name, known] : good) {
      if (name == json::string_view(member.data(), member.size())) continue;
      out += (out.empty() ? "\"" : ",\"") + std::string(name) + "\":" + json::serialize(known);
    }
    if (value) out += ",\"" + std::string(member) + "\":" + std::string(*value);
    return "{" + out + "}";
  }
  void expect_bad(std::string_view member, const std::vector<std::optional<std::string_view>>& values) {
    for (const auto& value : values) {
      const auto body = filled(with(member, value));
      SCOPED_TRACE(body);
      const auto before = world();
      EXPECT_TRUE(is_problem(shop().send("PUT", "/v1/sales/" + own("new"), body), 400, "invalid_request"));
      EXPECT_EQ(shop().get("/v1/sales/" + own("new")).status, 404);
      EXPECT_EQ(before, world());
    }
    EXPECT_EQ(fingerprint_, support::fingerprint_of(server().data()));
  }
};

TEST_F(BadSales, Names) { expect_bad("name", {{}, "7", "null", "[]"}); }

TEST_F(BadSales, Currencies) {
  expect_bad("currency", {{}, "\"cny\"", "\"CN\"", "\"CNYY\"", "\"\"", "\"C1Y\"", "156", "null"});
}

TEST_F(BadSales, Starts) {
  expect_bad("starts_at", {{},
                           "\"\"",
                           "\"tomorrow\"",
                           "\"2026-11-11\"",
                           "\"2026-11-11T00:00:00\"",
                           "\"2026-13-11T00:00:00Z\"",
                           "\"2026-02-30T00:00:00Z\"",
                           "\"2026-11-11T24:00:00Z\"",
                           "\"2026-11-11T00:60:00Z\"",
                           "\"2026-11-11T00:00:00+0800\"",
                           "\"2026-11-11T00:00:00.Z\"",
                           "\"2026-11-11T00:00:00Z \"",
                           "1794355200",
                           "null"});
}

TEST_F(BadSales, Ends) { expect_bad("ends_at", {{}, "\"never\"", "null", "\"1999-01-01T00:00:00Z\""}); }

TEST_F(BadSales, AnEndThatIsTheStart) {
  auto terms = Sale{.items = {{sku_}}};
  terms.ends_at = terms.starts_at = from_now(std::chrono::hours(1));
  expect_refused([&] { return shop().put_sale(own("new"), terms); }, 400, "invalid_request");
}

TEST_F(BadSales, HoldSeconds) {
  expect_bad("hold_seconds", {{}, "0", "-1", "604801", "1.0", "9e2", "\"900\"", "null"});
}

TEST_F(BadSales, LatePayments) { expect_bad("late_payment", {{}, "\"keep\"", "\"Refund\"", "\"\"", "1", "null"}); }

TEST_F(BadSales, OrdersInFlight) {
  expect_bad("one_order_in_flight", {"null", "0", "1", "\"true\"", "\"\"", "[]", "{}", "[true]"});
}

TEST_F(BadSales, Items) {
  expect_bad("items", {{},
                       "[]",
                       "{}",
                       "7",
                       "[7]",
                       "[{}]",
                       R"([{"sku":"$SKU"}])",
                       R"([{"price":1}])",
                       R"([{"sku":"$SKU","price":-1}])",
                       R"([{"sku":"$SKU","price":1000000000001}])",
                       R"([{"sku":"$SKU","price":1.0}])",
                       R"([{"sku":"$SKU","price":"1"}])",
                       R"([{"sku":"$SKU","price":1,"quota":-1}])",
                       R"([{"sku":"$SKU","price":1,"quota":1.5}])",
                       R"([{"sku":"$SKU","price":1,"quota":"1"}])",
                       R"([{"sku":"$SKU","price":1,"per_buyer_limit":-1}])",
                       R"([{"sku":"$SKU","price":1,"per_buyer_limit":"1"}])",
                       R"([{"sku":"$SKU","price":1,"colour":"red"}])",
                       R"([{"sku":"","price":1}])",
                       R"([{"sku":"-x","price":1}])",
                       R"([{"sku":"$SKU","price":1},{"sku":"$SKU","price":1}])"});
}

TEST_F(BadSales, UnknownMembersAndFiguresAreNotTerms) {
  expect_bad("colour", {"\"red\""});
  expect_bad("status", {"\"running\""});
  expect_bad("gmv", {"0"});
}

}  // namespace
}  // namespace doorbuster::system_tests
