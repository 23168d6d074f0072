// Each check finds its own violation, in records made by hand: an honest sale of two units, then one thing changed.
#include "loadtest/audit/audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace doorbuster::loadtest {
namespace {

class AuditTest : public testing::Test {
 protected:
  // Buyer a paid for a lamp; buyer b holds one; buyer c was told that it is sold out.
  void SetUp() override {
    script.plan.buyers = {"a", "b", "c"};
    script.plan.skus = {{.name = "lamp", .price = 100}};
    for (std::uint32_t buyer = 0; buyer < 3; ++buyer) {
      script.plan.arrivals.push_back({.due = {}, .buyer = buyer, .lines = {{.sku = 0, .qty = 1}}});
    }
    script.sale = "sale";
    script.currency = "CNY";
    script.stock = {2};
    script.per_buyer_limit = 1;

    ledger.orders.assign(3, {});
    win(0, "ord_1", Settlement::paid);
    win(1, "ord_2", Settlement::none);
    ledger.orders[2].outcome = OrderOutcome::refused;
    ledger.orders[2].reason = ledger.reasons.number_of("sold_out");
    ledger.orders[2].refused_sku = 0;

    books.orders = {order("ord_1", 0, OrderStatus::paid), order("ord_2", 1, OrderStatus::held)};
    books.skus = {{.sku = "sale.lamp", .received = 2, .available = 0, .held = 1, .sold = 1}};
    books.sale = {.sale = "sale",
                  .gmv = 100,
                  .orders = {.held = 1, .paid = 1, .cancelled = 0, .expired = 0},
                  .items = {{.sku = "sale.lamp", .quota = {}, .available = 0, .held = 1, .sold = 1}}};
  }

  static ListedOrder order(std::string_view id, std::uint32_t buyer, OrderStatus status) {
    return {.order = *OrderId::from(id),
            .created_at = 1'000,
            .total = 100,
            .buyer = buyer,
            .status = status,
            .has_other_terms = false,
            .lines = {{.sku = 0, .qty = 1}}};
  }
  void win(std::size_t index, std::string_view id, Settlement settlement) {
    OrderRecord& record = ledger.orders[index];
    record.outcome = OrderOutcome::won;
    record.settlement = settlement;
    record.order = *OrderId::from(id);
    record.created_at = 1'000;
  }
  std::vector<std::string> failed() const {
    std::vector<std::string> names;
    for (const Check& check : audit({.script = script, .ledger = ledger, .books = books})) {
      if (!check.passed) names.push_back(check.name);
    }
    return names;
  }
  bool fails(std::string_view name) const { return std::ranges::count(failed(), name) == 1; }

  Script script;
  Ledger ledger;
  Books books;
};

TEST_F(AuditTest, PassesAnHonestSale) { EXPECT_EQ(failed(), std::vector<std::string>{}); }

TEST_F(AuditTest, FindsAnAcknowledgedOrderThatIsNotThere) {
  books.orders.pop_back();
  EXPECT_TRUE(fails("every acknowledged order is found, once"));
}

TEST_F(AuditTest, FindsAnOrderThatIsListedTwice) {
  books.orders.push_back(books.orders.back());
  EXPECT_TRUE(fails("every acknowledged order is found, once"));
}

TEST_F(AuditTest, FindsContentThatWasNotAskedForOrHasChanged) {
  const std::string_view check = "orders hold what was asked for and acknowledged";
  ledger.orders[0].as_asked = false;
  EXPECT_TRUE(fails(check));
  SetUp();
  books.orders[0].buyer = 2;
  EXPECT_TRUE(fails(check));
  SetUp();
  books.orders[0].lines[0].qty = 2;
  EXPECT_TRUE(fails(check));
  SetUp();
  books.orders[0].total = 99;
  EXPECT_TRUE(fails(check));
  SetUp();
  books.orders[0].has_other_terms = true;
  EXPECT_TRUE(fails(check));
  SetUp();
  books.orders[0].created_at = 1'001;
  EXPECT_TRUE(fails(check));
  SetUp();
  EXPECT_FALSE(fails(check));
}

TEST_F(AuditTest, FindsAnOrderThatNoKeyAskedFor) {
  books.orders.push_back(order("ord_3", 0, OrderStatus::held));
  EXPECT_TRUE(fails("no key has two orders"));
}

TEST_F(AuditTest, FindsAnOrderThatTwoKeysWereGiven) {
  script.plan.arrivals.push_back(script.plan.arrivals[0]);
  ledger.orders.resize(4);
  win(3, "ord_1", Settlement::paid);
  EXPECT_TRUE(fails("no key has two orders"));
}

TEST_F(AuditTest, ExplainsOneOrderByOneKeyWhoseAnswerNeverCame) {
  script.per_buyer_limit.reset();
  ledger.orders[2].outcome = OrderOutcome::unknown;
  books.orders.push_back(order("ord_3", 2, OrderStatus::held));
  EXPECT_FALSE(fails("no key has two orders"));
  books.orders.push_back(order("ord_4", 2, OrderStatus::held));
  EXPECT_TRUE(fails("no key has two orders"));
}

TEST_F(AuditTest, FindsAPaymentOrCancellationThatDoesNotStand) {
  books.orders[0].status = OrderStatus::held;
  EXPECT_TRUE(fails("payments and cancellations stand as acknowledged"));
  SetUp();
  books.orders[1].status = OrderStatus::paid;
  EXPECT_TRUE(fails("payments and cancellations stand as acknowledged"));
  ledger.orders[1].settlement = Settlement::unknown;
  EXPECT_FALSE(fails("payments and cancellations stand as acknowledged"));
}

TEST_F(AuditTest, FindsAnswersThatContradictEachOther) {
  ledger.complaints.add("Two orders for one key.");
  EXPECT_TRUE(fails("no answer contradicts another"));
}

TEST_F(AuditTest, FindsABuyerOverTheLimitButForgetsWhatHasEnded) {
  books.orders.push_back(order("ord_3", 0, OrderStatus::cancelled));
  EXPECT_FALSE(fails("nobody is over the limit"));
  books.orders.push_back(order("ord_4", 0, OrderStatus::held));
  EXPECT_TRUE(fails("nobody is over the limit"));
}

TEST_F(AuditTest, FindsOversellingBeyondStockAndBeyondQuota) {
  script.quota = 1;
  EXPECT_TRUE(fails("nothing is oversold"));
  SetUp();
  script.quota.reset();
  script.stock = {1};
  EXPECT_TRUE(fails("nothing is oversold"));
}

TEST_F(AuditTest, FindsStockThatDoesNotBalance) {
  books.skus[0].available = 1;
  EXPECT_TRUE(fails("received = available + held + sold"));
  SetUp();
  books.skus[0].available = -1;
  books.skus[0].held = 2;
  EXPECT_TRUE(fails("received = available + held + sold"));
}

TEST_F(AuditTest, FindsStockThatWasNeverDelivered) {
  books.skus[0].received = 3;
  books.skus[0].available = 1;
  EXPECT_TRUE(fails("received = available + held + sold"));
}

TEST_F(AuditTest, CountsStockThatCameDuringTheSale) {
  script.plan.stock_changes = {{.due = {}, .sku = 0, .delta = 1}};
  ledger.stock = {StockOutcome::applied};
  EXPECT_TRUE(fails("received = available + held + sold"));
  ledger.stock = {StockOutcome::refused};
  EXPECT_FALSE(fails("received = available + held + sold"));
  ledger.stock = {StockOutcome::unknown};
  EXPECT_FALSE(fails("received = available + held + sold"));
}

TEST_F(AuditTest, FindsOversellingWhereTheAnswerToADeliveryNeverCame) {
  script.plan.stock_changes = {{.due = {}, .sku = 0, .delta = 1}};
  ledger.stock = {StockOutcome::unknown};
  script.stock = {1};
  EXPECT_EQ(failed(), std::vector<std::string>{}) << "it may have come";
  script.stock = {0};
  EXPECT_TRUE(fails("nothing is oversold"));
  EXPECT_TRUE(fails("received = available + held + sold"));
}

TEST_F(AuditTest, FindsAHoldThatGoesOnAfterItsTime) {
  EXPECT_FALSE(fails("holds end when they should")) << "nobody waited for it";
  books.holds_are_over = true;
  EXPECT_TRUE(fails("holds end when they should"));
  books.orders[1].created_at = ledger.orders[1].created_at = 2'000;
  ledger.orders[1].outcome = OrderOutcome::unknown;
  EXPECT_FALSE(fails("holds end when they should")) << "it was accepted later, by a request that nobody answered";
}

TEST_F(AuditTest, FindsOrdersThatDoNotAddUpToTheSkuOrTheSale) {
  books.sale.items[0].held = 0;
  EXPECT_TRUE(fails("orders, SKUs and sale agree"));
  SetUp();
  books.sale.orders.paid = 2;
  EXPECT_TRUE(fails("orders, SKUs and sale agree"));
  SetUp();
  books.skus[0].sold = 2;
  EXPECT_TRUE(fails("orders, SKUs and sale agree"));
}

TEST_F(AuditTest, FindsAWrongTurnover) {
  books.sale.gmv = 200;
  EXPECT_TRUE(fails("gmv = the sum of what was paid"));
}

TEST_F(AuditTest, FindsSoldOutSaidWhileUnitsWereLeftButNotIfTheyCameBack) {
  script.stock = {3};
  books.skus[0].received = 3;
  books.skus[0].available = 1;
  books.sale.items[0].available = 1;
  EXPECT_TRUE(fails("sold out only when it was"));
  books.orders.push_back(order("ord_3", nobody, OrderStatus::expired));
  EXPECT_FALSE(fails("sold out only when it was"));
}

TEST_F(AuditTest, TakesASumThatWouldOverflowForWrong) {
  books.orders[0].total = std::numeric_limits<std::int64_t>::max();
  books.orders[1] = books.orders[0];
  books.sale.gmv = -2;
  EXPECT_TRUE(fails("gmv = the sum of what was paid"));
}

}  // namespace
}  // namespace doorbuster::loadtest
