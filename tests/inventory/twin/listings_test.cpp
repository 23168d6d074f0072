// Listings of orders: their filters and pages, on both machines.
#include "tests/inventory/twin/shop.hpp"
#include "tests/inventory/twin/walk.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Listings : public testing::Test {};
TYPED_TEST_SUITE(Listings, Machines);

// Ada's 1, 3 and 5 and Bea's 4 in one sale, Ada's 2 in another; 1 paid, 3 cancelled.
template <class M>
void open_with_five_orders(Shop<M>& shop) {
  shop.open({item("lamp")});
  shop.accept(shop.sale(terms({item("lamp")}, "other")));
  const OrderView first = shop.accept(shop.order("ada"));
  shop.accept(shop.order("ada", {{"lamp"}}, "other"));
  const OrderView third = shop.accept(shop.order("ada"));
  shop.accept(shop.order("bea"));
  shop.accept(shop.order("ada"));
  shop.accept(shop.payment(first));
  shop.accept(shop.cancellation(third));
}

ListOrders everything() {
  ListOrders query;
  query.limit = limits::orders_per_page;
  return query;
}

template <class M>
std::vector<std::uint64_t> numbers(Shop<M>& shop, const ListOrders& query) {
  std::vector<std::uint64_t> result;
  for (const OrderView& order : walk(shop.machine, query, shop.now)) result.push_back(order.order.value);
  return result;
}
using Numbers = std::vector<std::uint64_t>;

TYPED_TEST(Listings, AreEmptyWhereThereIsNothing) {
  Shop<TypeParam> shop;
  EXPECT_EQ(numbers(shop, everything()), Numbers{});
}

TYPED_TEST(Listings, GiveOrdersInOrderOfAcceptanceAsTheyAreNow) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  const auto orders = walk(shop.machine, everything(), shop.now);
  ASSERT_EQ(orders.size(), 5U);
  EXPECT_EQ(numbers(shop, everything()), (Numbers{1, 2, 3, 4, 5}));
  EXPECT_EQ(orders[0].status, OrderStatus::paid);
  EXPECT_EQ(orders[2].status, OrderStatus::cancelled);
  EXPECT_EQ(orders[3].status, OrderStatus::held);
}

TYPED_TEST(Listings, FilterBySale) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  ListOrders query = everything();
  query.sale = id<SaleId>("sale");
  EXPECT_EQ(numbers(shop, query), (Numbers{1, 3, 4, 5}));
  query.sale = id<SaleId>("other");
  EXPECT_EQ(numbers(shop, query), (Numbers{2}));
  query.sale = id<SaleId>("unknown");
  EXPECT_EQ(numbers(shop, query), Numbers{});
}

TYPED_TEST(Listings, FilterByBuyer) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  ListOrders query = everything();
  query.buyer = id<BuyerId>("ada");
  EXPECT_EQ(numbers(shop, query), (Numbers{1, 2, 3, 5}));
  query.buyer = id<BuyerId>("nobody");
  EXPECT_EQ(numbers(shop, query), Numbers{});
}

TYPED_TEST(Listings, FilterByStatus) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  ListOrders query = everything();
  query.status = OrderStatus::held;
  EXPECT_EQ(numbers(shop, query), (Numbers{2, 4, 5}));
  query.status = OrderStatus::paid;
  EXPECT_EQ(numbers(shop, query), (Numbers{1}));
  query.status = OrderStatus::cancelled;
  EXPECT_EQ(numbers(shop, query), (Numbers{3}));
  query.status = OrderStatus::expired;
  EXPECT_EQ(numbers(shop, query), Numbers{});
  shop.expire_all();
  EXPECT_EQ(numbers(shop, query), (Numbers{2, 4, 5}));
}

TYPED_TEST(Listings, MeetAllTheirFiltersAtOnce) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  ListOrders query = everything();
  query.sale = id<SaleId>("sale");
  query.buyer = id<BuyerId>("ada");
  query.status = OrderStatus::held;
  EXPECT_EQ(numbers(shop, query), (Numbers{5}));
}

TYPED_TEST(Listings, StartAfterTheGivenOrder) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  ListOrders query = everything();
  query.after = {3};
  EXPECT_EQ(numbers(shop, query), (Numbers{4, 5}));
  query.after = {5};
  EXPECT_EQ(numbers(shop, query), Numbers{});
  query.after = {1'000'000};
  EXPECT_EQ(numbers(shop, query), Numbers{});
}

TYPED_TEST(Listings, ComeInFullPagesButForTheLast) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  ListOrders query = everything();
  query.limit = 2;
  const auto page = [&] { return std::get<OrderPage>(shop.machine.ask(query, shop.now).body); };
  EXPECT_EQ(page().orders.size(), 2U);
  EXPECT_EQ(page().next_after, OrderNumber{2});
  query.after = page().next_after;
  EXPECT_EQ(page().orders.size(), 2U);
  EXPECT_EQ(page().next_after, OrderNumber{4});
  query.after = page().next_after;
  EXPECT_EQ(page().orders.size(), 1U);
  EXPECT_EQ(page().next_after, OrderNumber{0});
}

TYPED_TEST(Listings, MissNothingWhateverTheirPagesSize) {
  Shop<TypeParam> shop;
  open_with_five_orders(shop);
  ListOrders query;
  query.buyer = id<BuyerId>("ada");
  for (std::uint32_t limit = 1; limit <= 6; ++limit) {
    query.limit = limit;
    EXPECT_EQ(numbers(shop, query), (Numbers{1, 2, 3, 5})) << limit;
  }
}

TYPED_TEST(Listings, FindWhatLiesBeyondTheOrdersThatOnePageLooksAt) {
  Shop<TypeParam> shop;
  constexpr Quantity many = limits::orders_scanned_per_page + 10;
  shop.open({item("lamp")}, many + 2);
  shop.accept(shop.order("ada"));
  for (Quantity i = 0; i < many; ++i) shop.accept(shop.order("bea"));
  const OrderView last = shop.accept(shop.order("ada"));
  ListOrders query;
  query.buyer = id<BuyerId>("ada");
  EXPECT_EQ(numbers(shop, query), (Numbers{1, last.order.value}));
  query.status = OrderStatus::paid;
  EXPECT_EQ(numbers(shop, query), Numbers{});
}

}  // namespace
}  // namespace doorbuster::inventory::twin
