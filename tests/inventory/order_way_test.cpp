// An order's way from nothing to its end: the state machine as a whole, in short. The broad suite is in twin/.
#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

TEST(OrderWay, GoesFromNothingToPaid) {
  Shop shop = open_shop();
  const Answer placed = shop.tell(shop.order("u1", 2));
  ASSERT_TRUE(std::holds_alternative<OrderView>(placed.body));
  const OrderView order = std::get<OrderView>(placed.body);
  EXPECT_EQ(placed.met, Met::created);
  EXPECT_EQ(order.total, 200);
  EXPECT_EQ(order.status, OrderStatus::held);
  EXPECT_EQ(order.hold_expires_at, after_seconds(sale_start, hold_seconds));

  const Answer paid = shop.pay(order.order, 200);
  EXPECT_EQ(std::get<OrderView>(paid.body).status, OrderStatus::paid);
  const SkuView sku = std::get<SkuView>(shop.ask(ReadSku{merchant, id<SkuId>("lamp")}).body);
  EXPECT_EQ(sku.received, 10);
  EXPECT_EQ(sku.available, 8);
  EXPECT_EQ(sku.held, 0);
  EXPECT_EQ(sku.sold, 2);
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST(OrderWay, SellsExactlyWhatThereIs) {
  Shop shop = open_shop();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(reason_of(shop.tell(shop.order("u" + std::to_string(i)))), std::nullopt);
  EXPECT_EQ(reason_of(shop.tell(shop.order("u10"))), Reason::sold_out);
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST(OrderWay, GivesStockBackWhenAHoldEnds) {
  Shop shop = open_shop();
  shop.place("u1", 10);
  shop.now = after_seconds(shop.now, hold_seconds);
  shop.sweep();
  EXPECT_EQ(shop.read({1}).status, OrderStatus::expired);
  EXPECT_EQ(reason_of(shop.tell(shop.order("u2", 10))), std::nullopt);
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST(OrderWay, ReplaysAnOrderAsItWasAccepted) {
  Shop shop = open_shop();
  const PlaceOrder order = shop.order("u1");
  const Answer first = shop.tell(order);
  shop.pay({1}, 100);
  const Answer again = shop.tell(order);
  EXPECT_EQ(again.met, Met::replayed);
  EXPECT_EQ(std::get<OrderView>(again.body).status, OrderStatus::held);
  EXPECT_EQ(again.record, first.record);
  EXPECT_EQ(again.depends_on, shop.state.position());
}

TEST(OrderWay, FoldsItsEventsToTheSameFingerprint) {
  Shop shop = open_shop();
  shop.place("u1", 2);
  shop.place("u2", 3);
  shop.pay({1}, 200);
  shop.cancel({2});
  State folded(small_capacity);
  for (const Event& event : shop.events) ASSERT_EQ(apply(folded, event), std::nullopt);
  EXPECT_EQ(fingerprint(folded), fingerprint(shop.state));
}

}  // namespace
}  // namespace doorbuster::inventory::tests
