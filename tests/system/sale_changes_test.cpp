// What may still be changed of a sale before and after it has started.
#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

using namespace std::chrono_literals;

class SaleChanges : public ContractTest {
 protected:
  SaleChanges() {
    terms_.items = {{stocked(1000, "lamp"), 19900, 500, 2}, {stocked(1000, "bulb"), 100}};
    sale_ = opened(terms_);
  }

  void expect_taken(const Sale& changed) {
    const auto reply = shop().put_sale(sale_, changed);
    EXPECT_EQ(reply.status, 200) << reply.body;
  }
  void expect_fixed(const Sale& changed) {
    expect_refused([&] { return shop().put_sale(sale_, changed); }, 409, "sale_started");
  }

  Sale terms_;
  std::string sale_;
};

TEST_F(SaleChanges, BeforeItsStartAllMayChange) {
  Sale ahead{.items = {{own("lamp"), 1, 5, 1}, {own("bulb"), 2}}, .starts_at = from_now(1h)};
  const auto sale = opened(ahead, "ahead");
  const Sale other{.items = {{own("lamp"), 7, 3}},
                   .starts_at = from_now(2h),
                   .ends_at = from_now(3h),
                   .hold_seconds = 5,
                   .late_payment = "reclaim",
                   .name = "Renamed",
                   .currency = "EUR"};
  const auto reply = shop().put_sale(sale, other);
  EXPECT_EQ(reply.status, 200) << reply.body;
  const auto now = shop().sale(sale);
  EXPECT_EQ(text(now, "currency"), "EUR");
  EXPECT_EQ(text(now, "starts_at"), other.starts_at);
  ASSERT_EQ(list(now, "items").size(), 1u);
  EXPECT_EQ(integer(list(now, "items").at(0), "quota"), 3);
}

TEST_F(SaleChanges, PricesAreFixed) {
  terms_.items[1].price = 99;
  expect_fixed(terms_);
}

TEST_F(SaleChanges, TheCurrencyIsFixed) {
  terms_.currency = "EUR";
  expect_fixed(terms_);
}

TEST_F(SaleChanges, TheStartIsFixed) {
  terms_.starts_at = from_now(-30min);
  expect_fixed(terms_);
}

TEST_F(SaleChanges, WhetherABuyerMayHaveMoreOrdersInFlightIsFixed) {
  terms_.one_order_in_flight = true;
  expect_fixed(terms_);
}

TEST_F(SaleChanges, QuotasMayGrow) {
  terms_.items[0].quota = 501;
  expect_taken(terms_);
  EXPECT_EQ(integer(list(shop().sale(sale_), "items").at(0), "available"), 501);
}

TEST_F(SaleChanges, QuotasMayGo) {
  terms_.items[0].quota.reset();
  expect_taken(terms_);
  EXPECT_EQ(integer(list(shop().sale(sale_), "items").at(0), "available"), 1000);
}

TEST_F(SaleChanges, QuotasMayNotShrinkNorCome) {
  terms_.items[0].quota = 499;
  expect_fixed(terms_);
  terms_.items[0].quota = 500;
  terms_.items[1].quota = 1'000'000;
  expect_fixed(terms_);
}

TEST_F(SaleChanges, ItemsMayBeAdded) {
  terms_.items.push_back({stocked(5, "shade"), 50});
  expect_taken(terms_);
  EXPECT_EQ(list(shop().sale(sale_), "items").size(), 3u);
  (void)held(sale_, own("shade"));
}

TEST_F(SaleChanges, ItemsMayNotBeRemoved) {
  terms_.items.pop_back();
  expect_fixed(terms_);
}

TEST_F(SaleChanges, NameHoldLatePaymentAndLimitsMayChangeForOrdersToCome) {
  const auto before = text(shop().order(held(sale_, own("lamp"))), "hold_expires_at");
  terms_.name = "Renamed";
  terms_.hold_seconds = 604800;
  terms_.late_payment = "reclaim";
  terms_.items[0].per_buyer_limit = 1;
  expect_taken(terms_);
  EXPECT_EQ(text(shop().sale(sale_), "name"), "Renamed");
  EXPECT_GT(text(shop().order(held(sale_, own("bulb"))), "hold_expires_at"), before);
  EXPECT_TRUE(is_problem(shop().place({sale_, own("buyer"), {{own("lamp")}}}, new_key()), 409, "limit_reached"));
}

TEST_F(SaleChanges, ARunningSaleMayBeEndedNow) {
  terms_.ends_at = from_now(-30min);
  expect_taken(terms_);
  const auto now = shop().sale(sale_);
  EXPECT_EQ(text(now, "status"), "ended");
  EXPECT_GT(text(now, "ends_at"), terms_.ends_at) << "a time that is already past means now";
  EXPECT_LE(text(now, "ends_at"), from_now(1s));
  EXPECT_TRUE(is_problem(shop().place({sale_, own("b"), {{own("lamp")}}}, new_key()), 409, "sale_ended"));
}

TEST_F(SaleChanges, AnEndedSaleMayBeExtended) {
  const Sale over{.items = {{own("lamp")}}, .starts_at = from_now(-2h), .ends_at = from_now(-1h)};
  const auto sale = opened(over, "over");
  auto extended = over;
  extended.ends_at = from_now(1h);
  EXPECT_EQ(shop().put_sale(sale, extended).status, 200);
  EXPECT_EQ(text(shop().sale(sale), "status"), "running");
  (void)held(sale, own("lamp"));
}

TEST_F(SaleChanges, AnEndBeforeTheStartIsRefused) {
  terms_.ends_at = from_now(-2h);
  const auto before = world();
  const auto reply = shop().put_sale(sale_, terms_);
  EXPECT_TRUE(reply.status == 400 || reply.status == 409) << reply.body;
  EXPECT_EQ(before, world());
}

}  // namespace
}  // namespace doorbuster::system_tests
