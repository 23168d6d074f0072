// GET /v1/events: what the journal holds, as lines.
#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

class Events : public ContractTest {
 protected:
  Events() : sku_(stocked(10)), sale_(opened({.items = {{sku_}}})) {}

  // The event at a position that an answer has named.
  boost::json::value at(const Reply& write) {
    const auto position = std::stoll(write.field("x-journal-position"));
    const auto page = lines_of(shop().get("/v1/events?limit=1&after=" + std::to_string(position - 1)));
    EXPECT_EQ(page.size(), 1u);
    EXPECT_EQ(integer(page.at(0), "position"), position);
    return page.at(0);
  }

  std::string sku_, sale_;
};

TEST_F(Events, AStockAdjustmentTellsItsFacts) {
  const auto event = at(shop().send("POST", "/v1/skus/" + sku_ + "/stock", R"({"delta":-3,"reason":"broken"})",
                                    {{"Idempotency-Key", new_key()}}));
  EXPECT_EQ(text(event, "type"), "stock_adjusted");
  EXPECT_EQ(text(event, "sku"), sku_);
  EXPECT_EQ(integer(event, "delta"), -3);
  EXPECT_EQ(text(event, "reason"), "broken");
  EXPECT_EQ(text(event, "at").size(), std::string("2026-11-11T00:00:00.000Z").size());
}

TEST_F(Events, AHeldOrderTellsItsMembers) {
  const auto reply = shop().place({sale_, own("b"), {{sku_, 2}}}, new_key());
  const auto event = at(reply), order = reply.json();
  EXPECT_EQ(text(event, "type"), "order_held");
  for (const auto* member : {"order", "sale", "buyer", "items", "total", "currency", "hold_expires_at"}) {
    ASSERT_TRUE(has(event, member)) << member;
    EXPECT_EQ(event.at(member), order.at(member)) << member;
  }
  EXPECT_EQ(event.at("at"), order.at("created_at"));
}

TEST_F(Events, PaymentsAndCancellationsTellTheirOrder) {
  const auto order = held(sale_, sku_);
  const auto paid = at(shop().pay(order, "pay_7", 19900));
  EXPECT_EQ(text(paid, "type"), "order_paid");
  EXPECT_EQ(text(paid, "order"), order);
  EXPECT_EQ(text(paid, "payment"), "pay_7");
  EXPECT_EQ(integer(paid, "amount"), 19900);
  const auto left = held(sale_, sku_);
  const auto cancelled = at(shop().cancel(left));
  EXPECT_EQ(text(cancelled, "type"), "order_cancelled");
  EXPECT_EQ(text(cancelled, "order"), left);
}

TEST_F(Events, SecretsOfTheRequestStayInside) {
  (void)held(sale_, sku_);
  for (const auto& event : shop().events()) {
    EXPECT_FALSE(has(event, "key"));
    EXPECT_FALSE(has(event, "body"));
  }
}

TEST_F(Events, PositionsOnlyGrowAndTimesNeverGoBack) {
  for (int i = 0; i < 4; ++i) (void)paid(sale_, sku_);
  std::int64_t position = 0;
  std::string at;
  for (const auto& event : shop().events()) {
    EXPECT_GT(integer(event, "position"), position);
    EXPECT_GE(text(event, "at"), at);
    position = integer(event, "position");
    at = text(event, "at");
  }
}

TEST_F(Events, WithoutAfterTheFeedBeginsAtTheStart) {
  const auto first = lines_of(shop().get("/v1/events?limit=1"));
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(integer(first[0], "position"), 1);
  EXPECT_EQ(lines_of(shop().get("/v1/events?limit=1&after=0")), first);
}

TEST_F(Events, AReaderThatRemembersThePositionMissesNothing) {
  const auto begin = integer(shop().events().back(), "position");
  for (int i = 0; i < 10; ++i) (void)held(sale_, sku_, "b" + std::to_string(i));
  std::vector<boost::json::value> pieces;
  for (;;) {
    const auto after = pieces.empty() ? begin : integer(pieces.back(), "position");
    const auto page = lines_of(shop().get("/v1/events?limit=3&after=" + std::to_string(after)));
    if (page.empty()) break;
    EXPECT_LE(page.size(), 3u);
    pieces.insert(pieces.end(), page.begin(), page.end());
  }
  EXPECT_EQ(pieces, shop().events(begin));
  EXPECT_EQ(pieces.size(), 10u);
}

TEST_F(Events, PastTheEndThereIsNothingYet) {
  const auto last = integer(shop().events().back(), "position");
  for (const auto after : {last, last + 1'000'000}) {
    const auto page = shop().get("/v1/events?after=" + std::to_string(after));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body, "");
  }
}

TEST_F(Events, RefusalsAreNotFacts) {
  const auto before = shop().events().size();
  EXPECT_EQ(shop().place({sale_, own("b"), {{sku_, 11}}}, new_key()).status, 409);
  EXPECT_EQ(shop().get("/v1/orders/ord_0").status, 404);
  EXPECT_EQ(shop().events().size(), before);
}

TEST_F(Events, MalformedQueriesAreRefused) {
  for (const auto* query : {"limit=0", "limit=1001", "limit=x", "after=-1", "after=x", "after=1.5",
                            "after=", "after=1&after=2", "after=99999999999999999999999", "since=3"}) {
    EXPECT_TRUE(is_problem(shop().get(std::string("/v1/events?") + query), 400, "invalid_request")) << query;
  }
}

}  // namespace
}  // namespace doorbuster::system_tests
