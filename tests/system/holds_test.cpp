// Holds that end by themselves, and payments that come too late. Waits for what must happen, never for how soon.
#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

class Holds : public ContractTest {
 protected:
  // A sale of one unit whose holds last a second.
  std::string brief(const std::string& sku, std::string_view late_payment, std::string_view what = "sale") {
    return opened({.items = {{sku, 500, {}, 1}}, .hold_seconds = 1, .late_payment = std::string(late_payment)}, what);
  }
};

TEST_F(Holds, AHoldEndsAndEverythingReturns) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku, 500, 1, 1}}, .hold_seconds = 1});
  const auto order = held(sale, sku);
  ASSERT_TRUE(comes_to(order, "expired"));
  const auto books = shop().sku(sku);
  EXPECT_EQ(integer(books, "available"), 1);
  EXPECT_EQ(integer(books, "held"), 0);
  EXPECT_EQ(integer(shop().sale(sale).at("orders"), "expired"), 1);
  EXPECT_EQ(integer(shop().sale(sale).at("orders"), "held"), 0);
  EXPECT_EQ(events_of(order, "order_expired").size(), 1u);
  (void)held(sale, sku);  // stock, quota and the buyer's limit are back
}

TEST_F(Holds, StockOfAnEndedHoldIsForSaleAgain) {
  const auto sku = stocked(1);
  const auto sale = brief(sku, "refund");
  const auto first = held(sale, sku, "first");
  EXPECT_TRUE(eventually([&] { return shop().place({sale, own("second"), {{sku}}}, own("knock")).status == 201; }));
  EXPECT_EQ(text(shop().order(first), "status"), "expired");
  EXPECT_EQ(integer(shop().sku(sku), "held"), 1);
}

TEST_F(Holds, TheHoldLastsAsLongAsTheSaleSays) {
  const auto sku = stocked(1);
  const auto order = shop().order(held(brief(sku, "refund"), sku));
  const auto expired = [&] {
    const auto events = events_of(text(order, "order"), "order_expired");
    return events.empty() ? std::string() : text(events[0], "at");
  };
  ASSERT_TRUE(eventually([&] { return !expired().empty(); }));
  EXPECT_GE(expired(), text(order, "hold_expires_at"));
}

TEST_F(Holds, AnExpiredOrderCanNotBeCancelled) {
  const auto sku = stocked(1);
  const auto order = held(brief(sku, "refund"), sku);
  ASSERT_TRUE(comes_to(order, "expired"));
  expect_refused([&] { return shop().cancel(order); }, 409, "wrong_status");
  EXPECT_EQ(text(shop().cancel(order).json(), "order_status"), "expired");
}

TEST_F(Holds, APaidHoldDoesNotEnd) {
  const auto sku = stocked(2);
  const auto sale = brief(sku, "refund");
  const auto kept = paid(sale, sku, "payer");
  const auto left = held(sale, sku, "leaver");
  ASSERT_TRUE(comes_to(left, "expired"));
  EXPECT_EQ(text(shop().order(kept), "status"), "paid");
  EXPECT_TRUE(events_of(kept, "order_expired").empty());
}

TEST_F(Holds, ALatePaymentIsRecordedAsARefundDue) {
  const auto sku = stocked(1);
  const auto order = held(brief(sku, "refund"), sku);
  ASSERT_TRUE(comes_to(order, "expired"));
  for (int told = 0; told < 3; ++told) EXPECT_TRUE(is_problem(shop().pay(order, "late", 500), 409, "hold_expired"));
  const auto refunds = events_of(order, "refund_due");
  ASSERT_EQ(refunds.size(), 1u);
  EXPECT_EQ(text(refunds[0], "payment"), "late");
  EXPECT_EQ(integer(refunds[0], "amount"), 500);
  EXPECT_TRUE(is_problem(shop().pay(order, "later", 500), 409, "hold_expired"));
  EXPECT_EQ(events_of(order, "refund_due").size(), 2u);
  EXPECT_EQ(text(shop().order(order), "status"), "expired");
  EXPECT_EQ(integer(shop().sku(sku), "available"), 1);
}

TEST_F(Holds, ALatePaymentReclaimsWhatIsStillThere) {
  const auto sku = stocked(1);
  const auto sale = brief(sku, "reclaim");
  const auto order = held(sale, sku);
  ASSERT_TRUE(comes_to(order, "expired"));
  const auto reply = shop().pay(order, "late", 500);
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(text(reply.json(), "status"), "paid");
  EXPECT_EQ(integer(shop().sku(sku), "sold"), 1);
  EXPECT_EQ(integer(shop().sale(sale), "gmv"), 500);
  EXPECT_EQ(integer(shop().sale(sale).at("orders"), "expired"), 0);
  const auto expired = events_of(order, "order_expired"), paid = events_of(order, "order_paid");
  ASSERT_EQ(expired.size(), 1u);
  ASSERT_EQ(paid.size(), 1u);
  EXPECT_LT(integer(expired[0], "position"), integer(paid[0], "position"));
  EXPECT_EQ(shop().pay(order, "late", 500).status, 200) << "told again, it is a paid order's payment";
  EXPECT_TRUE(events_of(order, "refund_due").empty());
}

TEST_F(Holds, ReclaimingNeedsStock) {
  const auto sku = stocked(1);
  const auto sale = brief(sku, "reclaim");
  const auto order = held(sale, sku, "slow");
  ASSERT_TRUE(comes_to(order, "expired"));
  (void)paid(sale, sku, "quick");
  EXPECT_TRUE(is_problem(shop().pay(order, "late", 500), 409, "hold_expired"));
  EXPECT_EQ(events_of(order, "refund_due").size(), 1u);
  EXPECT_EQ(text(shop().order(order), "status"), "expired");
}

TEST_F(Holds, ReclaimingNeedsRoomUnderTheLimit) {
  const auto sku = stocked(5);
  const auto sale = brief(sku, "reclaim");
  const auto order = held(sale, sku);
  ASSERT_TRUE(comes_to(order, "expired"));
  (void)paid(sale, sku);
  EXPECT_TRUE(is_problem(shop().pay(order, "late", 500), 409, "hold_expired"));
  EXPECT_EQ(events_of(order, "refund_due").size(), 1u);
}

TEST_F(Holds, ReclaimingNeedsQuota) {
  const auto sku = stocked(5);
  const auto sale = opened({.items = {{sku, 500, 1}}, .hold_seconds = 1, .late_payment = "reclaim"});
  const auto order = held(sale, sku, "slow");
  ASSERT_TRUE(comes_to(order, "expired"));
  (void)paid(sale, sku, "quick");
  EXPECT_TRUE(is_problem(shop().pay(order, "late", 500), 409, "hold_expired"));
  EXPECT_EQ(events_of(order, "refund_due").size(), 1u);
}

TEST_F(Holds, ReclaimingGoesOnAfterTheSalesEnd) {
  const auto sku = stocked(1);
  Sale terms{.items = {{sku, 500}}, .hold_seconds = 1, .late_payment = "reclaim"};
  const auto sale = opened(terms);
  const auto order = held(sale, sku);
  terms.ends_at = from_now(std::chrono::minutes(-1));
  EXPECT_EQ(shop().put_sale(sale, terms).status, 200);
  ASSERT_TRUE(comes_to(order, "expired"));
  EXPECT_EQ(shop().pay(order, "late", 500).status, 200);
}

TEST_F(Holds, ALatePaymentOfTheWrongAmountIsAMismatch) {
  const auto sku = stocked(1);
  const auto order = held(brief(sku, "reclaim"), sku);
  ASSERT_TRUE(comes_to(order, "expired"));
  EXPECT_TRUE(is_problem(shop().pay(order, "late", 499), 409, "amount_mismatch"));
  EXPECT_EQ(text(shop().order(order), "status"), "expired");
}

}  // namespace
}  // namespace doorbuster::system_tests
