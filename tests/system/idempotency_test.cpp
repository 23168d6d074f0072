// Idempotency-Key: one key, one order, whatever is sent again.
#include <boost/json/serialize.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

class Idempotency : public ContractTest {
 protected:
  Idempotency() : sku_(stocked(10)), sale_(opened({.items = {{sku_}}})), order_{sale_, own("b"), {{sku_, 2}}} {}

  Reply send(const std::string& body, const std::string& key) {
    return shop().send("POST", "/v1/orders", body, {{"Idempotency-Key", key}});
  }
  void expect_replay(const Reply& again, const Reply& first) {
    EXPECT_EQ(again.status, first.status);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.field("idempotent-replayed"), "true");
  }

  std::string sku_, sale_;
  Order order_;
};

TEST_F(Idempotency, TheSameKeyAndBodyIsAnsweredAsBefore) {
  const auto key = new_key();
  const auto first = shop().place(order_, key);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto before = world();
  for (int i = 0; i < 3; ++i) expect_replay(shop().place(order_, key), first);
  EXPECT_EQ(before, world());
}

TEST_F(Idempotency, AReplayTellsTheOrderAsOfAcceptance) {
  const auto paid_key = new_key(), cancelled_key = new_key();
  const auto paid = shop().place(order_, paid_key), cancelled = shop().place(order_, cancelled_key);
  EXPECT_EQ(shop().pay(text(paid.json(), "order"), "p", 2 * 19900).status, 200);
  EXPECT_EQ(shop().cancel(text(cancelled.json(), "order")).status, 200);
  expect_replay(shop().place(order_, paid_key), paid);
  expect_replay(shop().place(order_, cancelled_key), cancelled);
}

TEST_F(Idempotency, AReplayIsAnsweredAfterTheSaleHasEndedAndAllIsSold) {
  const auto key = new_key();
  const auto first = shop().place(order_, key);
  Sale terms{.items = {{sku_}}, .ends_at = from_now(std::chrono::minutes(-1))};
  terms.starts_at = text(shop().sale(sale_), "starts_at");
  EXPECT_EQ(shop().put_sale(sale_, terms).status, 200);
  expect_replay(shop().place(order_, key), first);
}

TEST_F(Idempotency, AnotherBodyUnderABoundKeyIsRefused) {
  const auto key = new_key();
  ASSERT_EQ(shop().place(order_, key).status, 201);
  for (const Order& other : {Order{sale_, own("c"), {{sku_, 2}}}, Order{sale_, own("b"), {{sku_, 1}}},
                             Order{sale_, own("b"), {{sku_, 2}, {sku_, 1}}}}) {
    expect_refused([&] { return shop().place(other, key); }, 422, "idempotency_key_reused");
  }
}

TEST_F(Idempotency, WhiteSpaceAndTheOrderOfMembersDoNotMatter) {
  const auto key = new_key();
  const auto first = send(boost::json::serialize(order_.json()), key);
  ASSERT_EQ(first.status, 201);
  const auto spaced = "\r\n { \"items\" : [ { \"qty\" :\t2 , \"sku\" : \"" + sku_ + "\" } ] ,\n \"buyer\": \"" +
                      own("b") + "\", \"sale\":\"" + sale_ + "\" }  \n";
  expect_replay(send(spaced, key), first);
}

TEST_F(Idempotency, EscapedCharactersAreTheSameContent) {
  const auto key = new_key();
  const auto first = send(boost::json::serialize(order_.json()), key);
  expect_replay(send("{\"sale\":\"" + sale_ + "\",\"buyer\":\"\\u0074" + own("b").substr(1) +
                         "\",\"items\":[{\"sku\":\"" + sku_ + "\",\"qty\":2}]}",
                     key),
                first);
}

TEST_F(Idempotency, BareAndQuotedAreOneKey) {
  const auto key = new_key();
  const auto first = shop().place(order_, key);
  expect_replay(shop().place(order_, "\"" + key + "\""), first);
  expect_replay(shop().place(order_, key), first);
}

TEST_F(Idempotency, KeysMayBeOf255VisibleCharacters) {
  std::string key = own("") + "!#$%&'()*+,-./:;<=>?@[]^_`{|}~";
  key.resize(255, 'k');
  const auto first = shop().place(order_, key);
  ASSERT_EQ(first.status, 201) << first.body;
  expect_replay(shop().place(order_, key), first);
  key.back() = 'l';
  EXPECT_EQ(shop().place(order_, key).field("idempotent-replayed"), "");
}

TEST_F(Idempotency, ARejectionBindsNothing) {
  const auto key = new_key();
  const Order greedy{sale_, own("b"), {{sku_, 11}}};
  EXPECT_TRUE(is_problem(shop().place(greedy, key), 409, "sold_out"));
  EXPECT_TRUE(is_problem(shop().place(greedy, key), 409, "sold_out"));
  EXPECT_EQ(shop().adjust_stock(sku_, 1, new_key()).status, 200);
  const auto reply = shop().place(greedy, key);
  EXPECT_EQ(reply.status, 201);
  EXPECT_FALSE(reply.has("idempotent-replayed"));
}

TEST_F(Idempotency, ARejectedKeyMayCarryAnotherBody) {
  const auto key = new_key();
  EXPECT_TRUE(is_problem(shop().place({sale_, own("b"), {{sku_, 11}}}, key), 409, "sold_out"));
  EXPECT_EQ(shop().place(order_, key).status, 201);
}

TEST_F(Idempotency, AStockAdjustmentIsDoneOnce) {
  const auto key = new_key();
  const auto first = shop().adjust_stock(sku_, 5, key);
  EXPECT_FALSE(first.has("idempotent-replayed"));
  const auto again = shop().adjust_stock(sku_, 5, key);
  expect_replay(again, first);
  EXPECT_EQ(integer(shop().sku(sku_), "received"), 15);
}

TEST_F(Idempotency, AReplayedStockAdjustmentAnswersTheSkuAsItIsNow) {
  const auto key = new_key();
  EXPECT_EQ(shop().adjust_stock(sku_, 5, key).status, 200);
  EXPECT_EQ(shop().adjust_stock(sku_, 1, new_key()).status, 200);
  const auto again = shop().adjust_stock(sku_, 5, key);
  EXPECT_EQ(again.field("idempotent-replayed"), "true");
  EXPECT_EQ(integer(again.json(), "received"), 16);
}

TEST_F(Idempotency, AStockKeyCanNotBeReused) {
  const auto key = new_key();
  EXPECT_EQ(shop().adjust_stock(sku_, 5, key).status, 200);
  const auto other = stocked(0, "bulb");
  expect_refused([&] { return shop().adjust_stock(sku_, 6, key); }, 422, "idempotency_key_reused");
  expect_refused([&] { return shop().adjust_stock(other, 5, key); }, 422, "idempotency_key_reused");
}

TEST_F(Idempotency, OrdersAndStockShareOneSpaceOfKeys) {
  const auto key = new_key();
  EXPECT_EQ(shop().adjust_stock(sku_, 5, key).status, 200);
  expect_refused([&] { return shop().place(order_, key); }, 422, "idempotency_key_reused");
  const auto other = new_key();
  EXPECT_EQ(shop().place(order_, other).status, 201);
  expect_refused([&] { return shop().adjust_stock(sku_, 5, other); }, 422, "idempotency_key_reused");
}

TEST_F(Idempotency, AMissingKeyIsNamed) {
  for (const auto* target : {"/v1/orders", "/v1/skus/x/stock"}) {
    const auto body = boost::json::serialize(order_.json());
    expect_refused([&] { return shop().send("POST", target, body); }, 400, "idempotency_key_missing");
  }
}

TEST_F(Idempotency, AMalformedKeyIsRefused) {
  const auto body = boost::json::serialize(order_.json());
  for (const std::string& key : {std::string(256, 'k'), std::string("a b"), std::string("\"open"), std::string("\"\""),
                                 std::string("caf\xC3\xA9"), std::string("a\tb")}) {
    SCOPED_TRACE(key);
    expect_refused([&] { return send(body, key); }, 400, "");
  }
}

TEST_F(Idempotency, TwoKeysInOneRequestAreRefused) {
  const auto body = boost::json::serialize(order_.json());
  expect_refused(
      [&] {
        return shop().send("POST", "/v1/orders", body,
                           {{"Idempotency-Key", new_key()}, {"Idempotency-Key", new_key()}});
      },
      400, "");
}

}  // namespace
}  // namespace doorbuster::system_tests
