// Facts about accepted orders that do not fit.
#include "misfits.hpp"

namespace doorbuster::inventory::tests {
namespace {

TEST_F(Apply, RefusesAnOrderThatNamesWhatIsNotThere) {
  expect_held_refused([](auto& f) { f.sale = id<SaleId>("none"); }, "an order is for an unknown sale");
  expect_held_refused([](auto& f) { f.lines[0].sku = id<SkuId>("none"); },
                      "an order's line names a SKU that its sale doesn't have");
  expect_held_refused([](auto& f) { f.buyer = {}; }, "an order has no buyer");
}

TEST_F(Apply, RefusesAnOrderOutOfSequence) {
  for (const std::uint64_t number : {0u, 4u, 6u}) {
    expect_held_refused([&](auto& f) { f.order = {number}; }, "an order's number is out of sequence");
  }
}

TEST_F(Apply, RefusesAnOrderWhoseFiguresAreOutOfRange) {
  expect_held_refused([](auto& f) { f.lines[0].qty = 0; }, "the quantity of an order's line is out of range");
  expect_held_refused([](auto& f) { f.lines[0].qty = 100'000'001; }, "the quantity of an order's line is out of range");
  expect_held_refused([](auto& f) { f.lines[0].unit_price = -1; }, "an order's unit price is out of range");
  expect_held_refused([](auto& f) { f.lines.clear(); }, "an order has no lines or too many");
  expect_held_refused([](auto& f) { f.lines.push_back(f.lines[0]); }, "two lines of an order name one SKU");
  expect_held_refused([](auto& f) { f.total = 99; }, "an order's total is not the sum of its lines");
  expect_held_refused([](auto& f) { f.currency = Currency::parse("CNY").value(); },
                      "an order's currency is not its sale's");
}

TEST_F(Apply, RefusesAnOrderWhoseHoldIsOutOfRange) {
  constexpr std::string_view reason = "an order's hold is not a whole number of seconds in range";
  expect_held_refused([&](auto& f) { f.hold_expires_at = shop.now; }, reason);
  expect_held_refused([&](auto& f) { f.hold_expires_at.ms = shop.now.ms + 1500; }, reason);
  expect_held_refused([&](auto& f) { f.hold_expires_at = after_seconds(shop.now, limits::hold_seconds_max + 1); },
                      reason);
  expect_held_refused([](auto& f) { f.hold_expires_at.ms = limits::instant_ms_max + 1; },
                      "an order's hold ends at no tellable time");
}

TEST_F(Apply, RefusesAnOrderForMoreThanThereIs) {
  const auto wanting = [](Quantity qty) {
    return [qty](auto& f) {
      f.lines[0].qty = qty;
      f.total = qty * 100;
    };
  };
  expect_held_refused(wanting(5), "an order passes its buyer's limit");
  OrderHeld fact = held_fact();
  wanting(4)(fact);
  ASSERT_EQ(apply(shop.state, {shop.now, merchant, fact}), std::nullopt);
  expect_held_refused(
      [&](auto& f) {
        wanting(3)(f);
        f.order = {6};
        f.buyer = id<BuyerId>("u6");
        f.key = {78, 78};
      },
      "an order takes more than there is");
}

TEST_F(Apply, RefusesASecondOrderInFlightWhereASaleAllowsOne) {
  SaleTerms terms = lamp_terms();
  terms.sale = id<SaleId>("single");
  terms.one_order_in_flight = true;
  shop.put_sale(terms);
  PlaceOrder order = shop.order("u5");
  order.sale = terms.sale;
  shop.tell(order);
  expect_held_refused(
      [&](auto& f) {
        f.order = {6};
        f.sale = terms.sale;
      },
      "a buyer has two orders in flight in a sale that allows one");
}

TEST_F(Apply, RefusesAnOrderWhoseKeyIsBound) {
  expect_held_refused([&](auto& f) { f.key = std::get<StockAdjusted>(shop.events[1].fact).key; },
                      "an order's idempotency key is bound already");
}

}  // namespace
}  // namespace doorbuster::inventory::tests
