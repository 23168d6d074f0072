// Ending what is due: each due hold once, oldest first, in bounded sweeps; none is lost.
#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

TEST(Expiries, EndEveryHoldThatIsDueAndNoOther) {
  Shop shop = open_shop();
  shop.place("u1");
  shop.now = after_seconds(sale_start, 1);
  shop.place("u2");
  shop.now.ms = sale_start.ms + hold_seconds * 1000 - 1;
  shop.sweep();
  EXPECT_EQ(shop.read({1}).status, OrderStatus::held);
  ++shop.now.ms;
  shop.sweep();
  EXPECT_EQ(shop.read({1}).status, OrderStatus::expired);
  EXPECT_EQ(shop.read({2}).status, OrderStatus::held);
  shop.sweep();
  EXPECT_EQ(shop.state.next_expiry(), after_seconds(sale_start, 1 + hold_seconds));
}

TEST(Expiries, LoseNoHoldWhenTheirEventsAreNeverApplied) {
  Shop shop = open_shop();
  shop.place("u1");
  shop.now = after_seconds(sale_start, hold_seconds);
  std::vector<Event> first;
  std::vector<Event> again;
  decide_expiries(shop.state, shop.now, first);
  decide_expiries(shop.state, shop.now, again);
  EXPECT_EQ(first.size(), 1u);
  EXPECT_EQ(again.size(), 1u);
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST(Expiries, PassOverHoldsThatEndedEarly) {
  Shop shop = open_shop();
  shop.place("u1");
  shop.place("u2");
  shop.place("u3");
  shop.pay({1}, 100);
  shop.cancel({2});
  shop.now = after_seconds(sale_start, hold_seconds);
  std::vector<Event> due;
  decide_expiries(shop.state, shop.now, due);
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(std::get<OrderExpired>(due[0].fact).order, OrderNumber{3});
  shop.sweep();
  std::vector<Event> none;
  decide_expiries(shop.state, shop.now, none);
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(shop.state.next_expiry(), std::nullopt);
}

TEST(Expiries, ComeInSweepsOfBoundedSize) {
  constexpr std::uint32_t holds = limits::expiries_per_sweep + 10;
  Capacity capacity = small_capacity;
  capacity.orders = holds;
  capacity.order_lines = holds;
  Shop shop = open_shop(capacity);
  shop.stock("lamp", holds);
  for (std::uint32_t i = 0; i < holds; ++i) shop.place("u1");
  shop.now = after_seconds(sale_start, hold_seconds);
  shop.sweep();
  const auto sale = std::get<SaleView>(shop.ask(ReadSale{merchant, id<SaleId>("night")}).body);
  EXPECT_EQ(sale.orders[static_cast<std::size_t>(OrderStatus::expired)], limits::expiries_per_sweep);
  EXPECT_EQ(shop.state.next_expiry(), shop.now);
  shop.sweep();
  EXPECT_EQ(shop.read({holds}).status, OrderStatus::expired);
}

}  // namespace
}  // namespace doorbuster::inventory::tests
