// When an item is gone for everybody, and who is nobody the state knows.
#include "inventory/sold_out.hpp"

#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

struct SoldOut : testing::Test {
  std::optional<SoldOutItem> item_of(const PlaceOrder& order) const {
    return sold_out_item(shop.state, order, shop.now);
  }
  Shop shop = open_shop();
};

TEST_F(SoldOut, IsWhatHasNoUnitLeft) {
  shop.place("a", 9);
  EXPECT_FALSE(item_of(shop.order("b", 2))) << "one is left, for who wants one";
  shop.place("c");
  const auto gone = item_of(shop.order("b"));
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->sale_ends_at, sale_end);
  EXPECT_EQ(gone->per_buyer_limit, std::nullopt);
}

TEST_F(SoldOut, IsWhatHasNoneOfItsQuotaLeft) {
  auto terms = lamp_terms();
  terms.sale = id<SaleId>("few");
  terms.items.front().quota = 3;
  terms.items.front().per_buyer_limit = 3;
  shop.put_sale(terms);
  auto order = shop.order("a", 3);
  order.sale = terms.sale;
  shop.tell(order);
  order = shop.order("b");
  EXPECT_FALSE(item_of(order)) << "the other sale has units left";
  order.sale = terms.sale;
  const auto gone = item_of(order);
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->per_buyer_limit, 3);
}

TEST_F(SoldOut, IsNotTheWordForWhatIsNotOnSale) {
  shop.place("a", 10);
  const auto wanted = shop.order("b");
  auto other = wanted;
  other.sale = id<SaleId>("other");
  EXPECT_FALSE(item_of(other));
  other = wanted;
  other.lines.front().sku = id<SkuId>("chair");
  EXPECT_FALSE(item_of(other));
  shop.put_sku("chair");
  EXPECT_FALSE(item_of(other)) << "known, but not in this sale";
  other = wanted;
  other.lines.push_back(other.lines.front());
  EXPECT_FALSE(item_of(other));
  shop.now = sale_end;
  EXPECT_FALSE(item_of(wanted));
}

TEST_F(SoldOut, StrangersAreNotKnown) { EXPECT_FALSE(may_be_known(shop.state, shop.order("stranger"))); }

TEST_F(SoldOut, WhoEverWonIsKnownByKeyAndByName) {
  const auto won = shop.order("a");
  const auto answer = shop.tell(won);
  auto other_name = won;
  other_name.buyer = id<BuyerId>("b");
  auto other_key = won;
  other_key.key = shop.new_key();
  EXPECT_TRUE(may_be_known(shop.state, other_name));
  EXPECT_TRUE(may_be_known(shop.state, other_key));
  shop.cancel(std::get<OrderView>(answer.body).order);
  EXPECT_TRUE(may_be_known(shop.state, other_key));
}

TEST_F(SoldOut, AnotherMerchantsBuyerOfTheSameNameIsAStranger) {
  shop.place("a");
  auto order = shop.order("a");
  order.merchant = {7};
  EXPECT_FALSE(may_be_known(shop.state, order));
}

}  // namespace
}  // namespace doorbuster::inventory::tests
