// Pages of orders: all that match, each once, in order of acceptance, without looking at too many.
#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

std::vector<std::uint64_t> numbers_of(const OrderPage& page) {
  std::vector<std::uint64_t> numbers;
  for (const OrderView& order : page.orders) numbers.push_back(order.order.value);
  return numbers;
}

using testing::ElementsAre;
using testing::IsEmpty;

// Orders 1 to 6 by u1, u2, u1, u2, u1, u3; the second is cancelled, the third is paid.
class Listing : public testing::Test {
 protected:
  Listing() : shop(open_shop()) {
    for (const char* buyer : {"u1", "u2", "u1", "u2", "u1", "u3"}) shop.place(buyer);
    shop.cancel({2});
    shop.pay({3}, 100);
  }
  OrderPage list(const ListOrders& query) { return std::get<OrderPage>(shop.ask(query).body); }
  static ListOrders everything() {
    return {.merchant = merchant, .sale = {}, .buyer = {}, .status = {}, .after = {}, .limit = 100};
  }
  static ListOrders of_buyer(std::string_view buyer) {
    ListOrders query = everything();
    query.buyer = id<BuyerId>(buyer);
    return query;
  }
  Shop shop;
};

TEST_F(Listing, TellsAllInOrderOfAcceptance) {
  const OrderPage page = list(everything());
  EXPECT_THAT(numbers_of(page), ElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_EQ(page.next_after, OrderNumber{0});
}

TEST_F(Listing, GoesOnWhereThePageBeforeEnded) {
  ListOrders query = everything();
  query.limit = 4;
  const OrderPage first = list(query);
  EXPECT_THAT(numbers_of(first), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(first.next_after, OrderNumber{4});
  query.after = first.next_after;
  const OrderPage second = list(query);
  EXPECT_THAT(numbers_of(second), ElementsAre(5, 6));
  EXPECT_EQ(second.next_after, OrderNumber{0});
}

TEST_F(Listing, EndsWithAFullPageWhereNothingFollows) {
  ListOrders query = everything();
  query.limit = 6;
  EXPECT_EQ(list(query).next_after, OrderNumber{0});
  query = of_buyer("u1");
  query.limit = 3;
  EXPECT_EQ(list(query).next_after, OrderNumber{0});
}

TEST_F(Listing, FollowsABuyersOrders) {
  ListOrders query = of_buyer("u1");
  EXPECT_THAT(numbers_of(list(query)), ElementsAre(1, 3, 5));
  query.limit = 2;
  EXPECT_THAT(numbers_of(list(query)), ElementsAre(1, 3));
  EXPECT_EQ(list(query).next_after, OrderNumber{3});
}

TEST_F(Listing, FollowsABuyersOrdersFromAnyPlace) {
  ListOrders query = of_buyer("u1");
  const std::vector<std::vector<std::uint64_t>> expected{{1, 3, 5}, {3, 5}, {3, 5}, {5}, {5}, {}, {}, {}};
  for (std::uint64_t after = 0; after < expected.size(); ++after) {
    query.after = {after};
    EXPECT_EQ(numbers_of(list(query)), expected[after]) << "after " << after;
  }
}

TEST_F(Listing, FiltersByStatusAndSale) {
  ListOrders query = everything();
  query.status = OrderStatus::held;
  EXPECT_THAT(numbers_of(list(query)), ElementsAre(1, 4, 5, 6));
  query = of_buyer("u2");
  query.status = OrderStatus::cancelled;
  query.sale = id<SaleId>("night");
  EXPECT_THAT(numbers_of(list(query)), ElementsAre(2));
}

TEST_F(Listing, TellsNothingOfTheUnknown) {
  EXPECT_THAT(numbers_of(list(of_buyer("nobody"))), IsEmpty());
  ListOrders query = everything();
  query.sale = id<SaleId>("day");
  EXPECT_THAT(numbers_of(list(query)), IsEmpty());
  query = everything();
  query.merchant = {1};
  EXPECT_THAT(numbers_of(list(query)), IsEmpty());
  EXPECT_EQ(list(query).next_after, OrderNumber{0});
}

TEST_F(Listing, IsEmptyPastTheEnd) {
  for (const std::uint64_t after : {6ull, 7ull, ~0ull}) {
    ListOrders query = everything();
    query.after = {after};
    EXPECT_THAT(numbers_of(list(query)), IsEmpty());
    EXPECT_EQ(list(query).next_after, OrderNumber{0});
  }
}

TEST(LongListing, LooksAtABoundedNumberOfOrdersAPage) {
  constexpr std::uint32_t orders = limits::orders_scanned_per_page + 5;
  Capacity capacity = small_capacity;
  capacity.orders = orders;
  capacity.order_lines = orders;
  Shop shop = open_shop(capacity);
  shop.stock("lamp", orders);
  for (std::uint32_t i = 0; i < orders; ++i) shop.place("u1");
  shop.cancel({orders});

  ListOrders query{.merchant = merchant, .sale = {}, .buyer = {}, .status = OrderStatus::cancelled, .after = {}};
  for (const bool by_buyer : {false, true}) {
    query.after = {};
    if (by_buyer) query.buyer = id<BuyerId>("u1");
    const OrderPage first = std::get<OrderPage>(shop.ask(query).body);
    EXPECT_THAT(first.orders, IsEmpty());
    EXPECT_EQ(first.next_after, OrderNumber{limits::orders_scanned_per_page});
    query.after = first.next_after;
    const OrderPage second = std::get<OrderPage>(shop.ask(query).body);
    EXPECT_THAT(numbers_of(second), ElementsAre(orders));
    EXPECT_EQ(second.next_after, OrderNumber{0});
  }
}

}  // namespace
}  // namespace doorbuster::inventory::tests
