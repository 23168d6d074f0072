// Sales: their terms, their window, and the figures they tell of themselves.
#include <boost/json/serialize.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

using namespace std::chrono_literals;

class Sales : public ContractTest {};

TEST_F(Sales, ANewSaleAnswersItsTermsAndFigures) {
  const auto sku = stocked(1000);
  const Sale terms{.items = {{sku, 19900, 500, 1}}, .name = "Double 11"};
  const auto reply = shop().put_sale(own("sale"), terms);
  EXPECT_EQ(reply.status, 201) << reply.body;
  EXPECT_TRUE(reply.has("x-journal-position"));
  const auto sale = reply.json();
  EXPECT_EQ(text(sale, "sale"), own("sale"));
  const auto asked = terms.json();
  for (const auto* member : {"name", "currency", "starts_at", "ends_at", "hold_seconds", "late_payment"}) {
    EXPECT_EQ(sale.at(member), asked.at(member)) << member;
  }
  EXPECT_EQ(text(sale, "status"), "running");
  EXPECT_EQ(integer(sale, "gmv"), 0);
  for (const auto* status : {"held", "paid", "cancelled", "expired"}) {
    EXPECT_EQ(integer(sale.at("orders"), status), 0) << status;
  }
  const auto& item = list(sale, "items").at(0);
  EXPECT_EQ(text(item, "sku"), sku);
  EXPECT_EQ(integer(item, "price"), 19900);
  EXPECT_EQ(integer(item, "quota"), 500);
  EXPECT_EQ(integer(item, "per_buyer_limit"), 1);
  EXPECT_EQ(integer(item, "available"), 500);
  EXPECT_EQ(integer(item, "held"), 0);
  EXPECT_EQ(integer(item, "sold"), 0);
  EXPECT_EQ(reply.json(), shop().sale(own("sale")));
}

TEST_F(Sales, AbsentBoundsStayAbsent) {
  const auto sku = stocked(7);
  const auto sale = opened({.items = {{sku}}});
  const auto item = list(shop().sale(sale), "items").at(0);
  EXPECT_FALSE(has(item, "quota") && !item.at("quota").is_null());
  EXPECT_FALSE(has(item, "per_buyer_limit") && !item.at("per_buyer_limit").is_null());
  EXPECT_EQ(integer(item, "available"), 7);
}

TEST_F(Sales, PuttingASaleAgainAnswers200) {
  const auto sku = stocked(1);
  const Sale terms{.items = {{sku}}};
  const auto sale = opened(terms);
  EXPECT_EQ(shop().put_sale(sale, terms).status, 200);
}

TEST_F(Sales, PuttingTheSameTermsTwiceIsPuttingThemOnce) {
  const auto sku = stocked(1);
  const Sale running{.items = {{sku, 5, 6, 7}}};
  const Sale over{.items = {{sku}}, .starts_at = from_now(-2h), .ends_at = from_now(-1h)};
  for (const auto& [name, terms] : {std::pair{"running", running}, std::pair{"over", over}}) {
    const auto sale = opened(terms, name);
    const auto before = shop().sale(sale);
    EXPECT_EQ(text(before, "ends_at"), terms.ends_at);
    EXPECT_EQ(shop().put_sale(sale, terms).status, 200) << name;
    EXPECT_EQ(before, shop().sale(sale)) << name;
  }
}

TEST_F(Sales, StatusFollowsTheWindow) {
  const auto sku = stocked(1);
  const auto ahead = opened({.items = {{sku}}, .starts_at = from_now(1h)}, "ahead");
  const auto now = opened({.items = {{sku}}}, "now");
  const auto over = opened({.items = {{sku}}, .starts_at = from_now(-2h), .ends_at = from_now(-1h)}, "over");
  EXPECT_EQ(text(shop().sale(ahead), "status"), "scheduled");
  EXPECT_EQ(text(shop().sale(now), "status"), "running");
  EXPECT_EQ(text(shop().sale(over), "status"), "ended");
}

TEST_F(Sales, ASaleStartsAndEndsByItself) {
  const auto sku = stocked(5);
  const auto sale = opened({.items = {{sku}}, .starts_at = from_now(500ms), .ends_at = from_now(1500ms)});
  EXPECT_TRUE(eventually([&] { return text(shop().sale(sale), "status") == "running"; }));
  EXPECT_TRUE(eventually([&] { return text(shop().sale(sale), "status") == "ended"; }));
  EXPECT_TRUE(is_problem(shop().place({sale, own("b"), {{sku}}}, new_key()), 409, "sale_ended"));
}

TEST_F(Sales, FiguresFollowTheOrders) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku, 300, 4}}});
  (void)held(sale, sku, "a");
  (void)paid(sale, sku, "b");
  EXPECT_EQ(shop().cancel(held(sale, sku, "c")).status, 200);
  const auto figures = shop().sale(sale);
  EXPECT_EQ(integer(figures, "gmv"), 300);
  EXPECT_EQ(integer(figures.at("orders"), "held"), 1);
  EXPECT_EQ(integer(figures.at("orders"), "paid"), 1);
  EXPECT_EQ(integer(figures.at("orders"), "cancelled"), 1);
  EXPECT_EQ(integer(figures.at("orders"), "expired"), 0);
  const auto& item = list(figures, "items").at(0);
  EXPECT_EQ(integer(item, "held"), 1);
  EXPECT_EQ(integer(item, "sold"), 1);
  EXPECT_EQ(integer(item, "available"), 2);
}

TEST_F(Sales, AvailableIsWhatIsLeftOfTheQuotaOrOfTheStockWhicheverIsLess) {
  const auto sku = stocked(10);
  const auto small = opened({.items = {{sku, 1, 3}}}, "small");
  const auto large = opened({.items = {{sku, 1, 100}}}, "large");
  EXPECT_EQ(shop().place({large, own("b"), {{sku, 9}}}, new_key()).status, 201);
  EXPECT_EQ(integer(list(shop().sale(small), "items").at(0), "available"), 1);
  EXPECT_EQ(integer(list(shop().sale(large), "items").at(0), "available"), 1);
  EXPECT_EQ(shop().adjust_stock(sku, 100, new_key()).status, 200);
  EXPECT_EQ(integer(list(shop().sale(small), "items").at(0), "available"), 3);
  EXPECT_EQ(integer(list(shop().sale(large), "items").at(0), "available"), 91);
}

TEST_F(Sales, TimesAreTakenWithAnyOffsetAndToldInUtcWithMilliseconds) {
  const auto sku = stocked(1);
  auto terms = Sale{.items = {{sku}}};
  terms.starts_at = "2026-11-11T08:00:00+08:00";
  terms.ends_at = "2126-11-11T23:59:59.1239999-05:30";
  const auto sale = shop().sale(opened(terms));
  EXPECT_EQ(text(sale, "starts_at"), "2026-11-11T00:00:00.000Z");
  EXPECT_EQ(text(sale, "ends_at"), "2126-11-12T05:29:59.123Z");
}

TEST_F(Sales, ABodyMayNameItsSaleIfItIsThePathsOwn) {
  const auto sku = stocked(1);
  auto body = Sale{.items = {{sku}}}.json();
  body["sale"] = own("sale");
  EXPECT_EQ(shop().send("PUT", "/v1/sales/" + own("sale"), boost::json::serialize(body)).status, 201);
  expect_refused([&] { return shop().send("PUT", "/v1/sales/" + own("other"), boost::json::serialize(body)); }, 400,
                 "invalid_request");
}

TEST_F(Sales, HoldSecondsMayBeAsShortAsOneAndAsLongAsAWeek) {
  const auto sku = stocked(1);
  for (const std::int64_t seconds : {1, 604800}) {
    const auto sale = opened({.items = {{sku}}, .hold_seconds = seconds}, "sale" + std::to_string(seconds));
    EXPECT_EQ(integer(shop().sale(sale), "hold_seconds"), seconds);
  }
}

TEST_F(Sales, AnUnknownSaleIsNotFound) {
  expect_refused([&] { return shop().get("/v1/sales/" + own("none")); }, 404, "sale_not_found");
}

TEST_F(Sales, ASaleOfAnUnknownSkuIsRefused) {
  (void)stocked(1);
  expect_refused([&] { return shop().put_sale(own("sale"), {.items = {{own("none")}}}); }, 404, "sku_not_found");
  EXPECT_EQ(shop().get("/v1/sales/" + own("sale")).status, 404);
}

TEST_F(Sales, GmvNeverPassesItsBound) {
  const auto sku = stocked(2'000'000);
  const auto sale = opened({.items = {{sku, 1'000'000'000'000}}});
  std::vector<std::string> orders;
  for (const auto* buyer : {"a", "b"}) {
    const auto reply = shop().place({sale, own(buyer), {{sku, 1'000'000}}}, new_key());
    ASSERT_EQ(reply.status, 201) << reply.body;
    orders.push_back(text(reply.json(), "order"));
  }
  EXPECT_EQ(shop().pay(orders[0], "p", 1'000'000'000'000'000'000).status, 200);
  expect_refused([&] { return shop().pay(orders[1], "p", 1'000'000'000'000'000'000); }, 409, "out_of_range");
}

}  // namespace
}  // namespace doorbuster::system_tests
