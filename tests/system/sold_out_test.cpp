// What a crowd of losers is told once all is sold, wherever in the server that is decided.
#include <boost/json/serialize.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

using support::HttpClient;

class SoldOut : public ContractTest {
 protected:
  // One lamp, sold to "winner" with `winners_key`, and several who were told that there are no more.
  void sell_out() {
    sku = stocked(1);
    sale = opened({.items = {{sku, 100, {}, 1}}});
    winner = shop().place({sale, own("winner"), {{sku}}}, winners_key);
    ASSERT_EQ(winner.status, 201);
    for (int i = 0; i < 3; ++i) expect_loss("loser" + std::to_string(i));
  }
  void expect_loss(const std::string& buyer) {
    const auto reply = shop().place({sale, own(buyer), {{sku}}}, new_key());
    ASSERT_TRUE(is_problem(reply, 409, "sold_out"));
    EXPECT_EQ(text(reply.json(), "sku"), sku);
  }

  std::string sku, sale;
  const std::string winners_key = new_key();
  Reply winner;
};

TEST_F(SoldOut, TheWinnersKeyIsStillReplayed) {
  sell_out();
  const auto again = shop().place({sale, own("winner"), {{sku}}}, winners_key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.field("idempotent-replayed"), "true");
  EXPECT_EQ(again.body, winner.body);
  EXPECT_TRUE(is_problem(shop().place({sale, own("other"), {{sku}}}, winners_key), 422, "idempotency_key_reused"));
}

TEST_F(SoldOut, TheWinnersLimitComesFirst) {
  sell_out();
  EXPECT_TRUE(is_problem(shop().place({sale, own("winner"), {{sku}}}, new_key()), 409, "limit_reached"));
  EXPECT_TRUE(is_problem(shop().place({sale, own("stranger"), {{sku, 2}}}, new_key()), 409, "limit_reached"));
}

TEST_F(SoldOut, WhatComesBackIsForSaleAtOnce) {
  sell_out();
  ASSERT_EQ(shop().cancel(text(winner.json(), "order")).status, 200);
  EXPECT_EQ(shop().place({sale, own("next"), {{sku}}}, new_key()).status, 201);
  expect_loss("late");
  ASSERT_EQ(shop().adjust_stock(sku, 1, new_key()).status, 200);
  EXPECT_EQ(shop().place({sale, own("last"), {{sku}}}, new_key()).status, 201);
}

TEST_F(SoldOut, PipelinedRequestsStillTakeEffectInTurn) {
  sell_out();
  const auto order = text(winner.json(), "order");
  const auto place = [&](const std::string& buyer) {
    const auto body = boost::json::serialize(Order{sale, own(buyer), {{sku}}}.json());
    return HttpClient::render("POST", "/v1/orders", body, {{"Idempotency-Key", new_key()}});
  };
  HttpClient client(server().port());
  ASSERT_TRUE(client.send(place("before") + HttpClient::render("POST", "/v1/orders/" + order + "/cancel", "", {}) +
                          place("after") + place("too-late")));
  const int expected[] = {409, 200, 201, 409};
  for (const int status : expected) {
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, status) << reply->body;
  }
}

TEST_F(SoldOut, AnEndedSaleIsEndedAndNotSoldOut) {
  sell_out();
  const Sale begun_earlier{.items = {{sku, 100, {}, 1}},
                           .starts_at = from_now(std::chrono::hours(-2)),
                           .ends_at = from_now(std::chrono::minutes(-1))};
  ASSERT_EQ(shop().put_sale(sale, begun_earlier).status, 409) << "the start that it is given is another";
  auto terms = shop().sale(sale);
  Sale ended{.items = {{sku, 100, {}, 1}}, .starts_at = text(terms, "starts_at")};
  ended.ends_at = from_now(std::chrono::minutes(-1));
  ASSERT_EQ(shop().put_sale(sale, ended).status, 200);
  EXPECT_TRUE(is_problem(shop().place({sale, own("late"), {{sku}}}, new_key()), 409, "sale_ended"));
}

}  // namespace
}  // namespace doorbuster::system_tests
