// The invariants' checker: silent on a sound state, and for each kind of planted damage it says what is wrong.
#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// A sound state with an order in every status: held, paid, cancelled, expired, and a refund.
class Invariants : public testing::Test {
 protected:
  Invariants() {
    SaleTerms terms = lamp_terms();
    terms.items[0].quota = 9;
    terms.items[0].per_buyer_limit = 4;
    shop.put_sku("lamp");
    shop.stock("lamp", 10);
    shop.put_sale(terms);
    shop.place("u1");
    shop.now = after_seconds(sale_start, hold_seconds);
    shop.sweep();
    for (const char* buyer : {"u1", "u2", "u1"}) shop.place(buyer, 2);
    shop.pay({3}, 200);
    shop.cancel({4});
    shop.pay({4}, 200, "late");
  }

  void expect_said(const std::string& sentence) {
    EXPECT_THAT(broken_invariants(shop.state), Contains(HasSubstr(sentence)));
  }
  Order& order(std::uint64_t number) { return tables.orders[OrderNumber{number}]; }
  Sku& lamp() { return tables.skus[SkuIndex{0}]; }
  SaleItem& item() { return tables.items[ItemIndex{0}]; }
  Sale& night() { return tables.sales[SaleIndex{0}]; }

  Shop shop;
  Tables& tables = shop.state.tables();
};

TEST_F(Invariants, HoldOfASoundState) { EXPECT_THAT(broken_invariants(shop.state), IsEmpty()); }

TEST_F(Invariants, HoldOfAnEmptyState) { EXPECT_THAT(broken_invariants(State(small_capacity)), IsEmpty()); }

TEST_F(Invariants, CatchStockThatWasNeverReceived) {
  ++lamp().received;
  expect_said("SKU lamp of merchant 0 has not received what was adjusted.");
}

TEST_F(Invariants, CatchASkuThatSoldMoreThanItHad) {
  lamp().sold = 20;
  expect_said("SKU lamp of merchant 0 has sold or holds more than it has received.");
  expect_said("SKU lamp of merchant 0 does not hold or has not sold what its orders say.");
}

TEST_F(Invariants, CatchUnitsThatWereNotGivenBack) {
  ++item().held;
  expect_said("Sale night of merchant 0, item lamp does not hold or has not sold what its orders say.");
}

TEST_F(Invariants, CatchAQuotaThatWasPassed) {
  item().quota = 3;
  expect_said("Sale night of merchant 0, item lamp has gone past its quota.");
}

TEST_F(Invariants, CatchALimitThatWasPassed) {
  item().per_buyer_limit = 1;
  expect_said("Buyer u1 of merchant 0 has passed the limit in: Sale night of merchant 0, item lamp.");
}

TEST_F(Invariants, AllowMoreThanALimitThatWasLowered) {
  SaleTerms terms = lamp_terms();
  terms.items[0].per_buyer_limit = 1;
  ASSERT_EQ(reason_of(shop.put_sale(terms)), std::nullopt);
  EXPECT_THAT(broken_invariants(shop.state), IsEmpty());
}

TEST_F(Invariants, CatchCountsOfOrders) {
  ++night().count_of(OrderStatus::paid);
  expect_said("Sale night of merchant 0 counts its orders wrongly.");
}

TEST_F(Invariants, CatchMoneyThatNobodyPaid) {
  ++night().gmv;
  expect_said("Sale night of merchant 0 has a gmv that its paid orders do not sum to.");
}

TEST_F(Invariants, CatchABuyersUnits) {
  tables.units.add(ItemIndex{0}, BuyerIndex{0}, 1);
  expect_said("Buyer u1 of merchant 0 has other units than counted in: Sale night of merchant 0, item lamp.");
}

TEST_F(Invariants, CatchUnitsOfABuyerWithoutOrders) {
  const BuyerIndex nobody = tables.buyers.add(merchant, id<BuyerId>("u9"));
  tables.units.add(ItemIndex{0}, nobody, 1);
  expect_said("Buyer u9 of merchant 0 is counted units that no order has.");
}

TEST_F(Invariants, CatchAStatusThatNothingLedTo) {
  order(2).status = OrderStatus::paid;
  expect_said("Sale night of merchant 0 counts its orders wrongly.");
  expect_said("SKU lamp of merchant 0 does not hold or has not sold what its orders say.");
}

TEST_F(Invariants, CatchANameThatIsNotFound) {
  lamp().id = id<SkuId>("other");
  expect_said("SKU other of merchant 0 is not found by its name.");
  night().id = id<SaleId>("other");
  expect_said("Sale other of merchant 0 is not found by its name.");
}

TEST_F(Invariants, CatchAnItemThatIsNotFound) {
  tables.skus.add(merchant, id<SkuId>("bulb"), "");
  item().sku = SkuIndex{1};
  expect_said("Order number 1 names what is not there.");
}

TEST_F(Invariants, CatchABrokenChainOfABuyersOrders) {
  order(1).next_of_buyer = 0;
  expect_said("Order number 2 is not in the chain of its buyer.");
}

TEST_F(Invariants, CatchAChainThatEndsElsewhere) {
  tables.buyers[BuyerIndex{1}].last_order = 2;
  expect_said("Buyer u2 of merchant 0 has a chain of orders that ends wrongly.");
}

TEST_F(Invariants, CatchAKeyThatIsNotFound) {
  ++order(2).key.low;
  expect_said("Order number 2 is not found by its idempotency key.");
}

TEST_F(Invariants, CatchAnAdjustmentsKeyThatIsNotFound) {
  StockAdjustment adjustment;
  adjustment.key = {99, 99};
  tables.adjustments.add(adjustment);
  expect_said("Stock adjustment 2 is not found by its idempotency key.");
}

TEST_F(Invariants, CatchAHoldThatWillNeverEnd) {
  while (tables.holds.top()) tables.holds.pop();
  expect_said("Order number 2 is held but will never be due.");
}

TEST_F(Invariants, CatchAHoldAtTheWrongTime) {
  tables.holds.push({Instant{5}, {2}});
  expect_said("Order number 2 has a queued hold that is not its own.");
}

TEST_F(Invariants, CatchAPaymentThatIsAlsoToBeGivenBack) {
  tables.payments.add_refund({3}, id<PaymentId>("pay"));
  expect_said("Order number 3 was paid by a payment for which a refund is due.");
}

TEST_F(Invariants, CatchTwoOrdersInFlightWhereASaleAllowsOne) {
  shop.place("u2");
  EXPECT_THAT(broken_invariants(shop.state), IsEmpty());
  night().one_order_in_flight = true;
  expect_said("Order number 2 is held but not found as its buyer's order in flight.");
}

TEST_F(Invariants, CatchARefundForNoOrder) {
  tables.payments.add_refund({99}, id<PaymentId>("pay"));
  expect_said("Order number 99 has a refund that is not found.");
}

TEST_F(Invariants, CatchAnOrderRecordedOutOfTurn) {
  order(3).record = order(2).record;
  expect_said("Order number 3 was recorded out of turn.");
}

TEST_F(Invariants, CatchAnOrderOfASaleThatIsNotThere) {
  order(3).sale = SaleIndex{7};
  expect_said("Order number 3 names what is not there.");
}

}  // namespace
}  // namespace doorbuster::inventory::tests
