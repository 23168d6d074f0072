// The tables of names and of what hangs on them: each keeps and finds its own, and merchants never meet.
#include "inventory/tables.hpp"

#include <set>
#include <string>
#include <vector>

#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

constexpr MerchantId other_merchant{1};

TEST(NameArena, KeepsNamesOfEveryLength) {
  NameArena arena(64);
  std::vector<NameRef> refs;
  for (std::size_t size = 1; size <= 64; ++size) refs.push_back(arena.add(std::string(size, 'x')));
  for (std::size_t size = 1; size <= 64; ++size) EXPECT_EQ(arena[refs[size - 1]], std::string(size, 'x'));
  EXPECT_TRUE(arena.full());
}

TEST(SkuTable, FindsASkuByMerchantAndName) {
  SkuTable skus(4);
  const SkuIndex lamp = skus.add(merchant, id<SkuId>("lamp"), "Lamp");
  const SkuIndex others = skus.add(other_merchant, id<SkuId>("lamp"), "Another's lamp");
  EXPECT_EQ(skus.find(merchant, id<SkuId>("lamp")), lamp);
  EXPECT_EQ(skus.find(other_merchant, id<SkuId>("lamp")), others);
  EXPECT_EQ(skus.find(merchant, id<SkuId>("bulb")), std::nullopt);
  EXPECT_EQ(skus[others].name, "Another's lamp");
}

TEST(SkuTable, KnowsWhenItIsFull) {
  SkuTable skus(2);
  skus.add(merchant, id<SkuId>("a"), "");
  EXPECT_FALSE(skus.full());
  skus.add(merchant, id<SkuId>("b"), "");
  EXPECT_TRUE(skus.full());
}

TEST(SaleTable, FindsASaleByMerchantAndName) {
  SaleTable sales(4);
  const SaleIndex night = sales.add(merchant, id<SaleId>("night"));
  EXPECT_EQ(sales.find(merchant, id<SaleId>("night")), night);
  EXPECT_EQ(sales.find(other_merchant, id<SaleId>("night")), std::nullopt);
}

TEST(SaleTable, TellsTheStatusFromTheWindow) {
  Sale sale;
  sale.starts_at = Instant{100};
  sale.ends_at = Instant{200};
  EXPECT_EQ(status_of(sale, Instant{99}), SaleStatus::scheduled);
  EXPECT_EQ(status_of(sale, Instant{100}), SaleStatus::running);
  EXPECT_EQ(status_of(sale, Instant{199}), SaleStatus::running);
  EXPECT_EQ(status_of(sale, Instant{200}), SaleStatus::ended);
}

// Of the names "0", "1", ..., those that meet in one place of a small index under `secret`.
std::vector<std::string> names_that_meet(HashSecret secret, std::size_t count) {
  const BuyerTable buyers(1, secret);
  std::vector<std::string> names;
  for (std::uint64_t i = 0; names.size() < count; ++i) {
    const std::string name = std::to_string(i);
    if ((buyers.hash(merchant, name) & 0xff) == 0) names.push_back(name);
  }
  return names;
}

TEST(BuyerTable, KeepsApartUnderASecretWhatWasChosenToMeetUnderAnother) {
  const BuyerTable buyers(1, HashSecret{0x9e3779b97f4a7c15});
  std::set<std::uint64_t> places;
  for (const std::string& name : names_that_meet({}, 100)) places.insert(buyers.hash(merchant, name) & 0xff);
  EXPECT_GT(places.size(), 50u);
}

TEST(BuyerTable, FindsABuyerUnderAnySecret) {
  BuyerTable buyers(2, HashSecret{7});
  const BuyerIndex ada = buyers.add(merchant, id<BuyerId>("ada"));
  const BuyerIndex others = buyers.add(other_merchant, id<BuyerId>("ada"));
  EXPECT_EQ(buyers.find(merchant, id<BuyerId>("ada")), ada);
  EXPECT_EQ(buyers.find(other_merchant, id<BuyerId>("ada")), others);
}

TEST(SaleItems, AreFoundBySaleAndSku) {
  SaleItems items(4);
  const ItemIndex a = items.add(SaleIndex{0}, SkuIndex{1});
  const ItemIndex b = items.add(SaleIndex{1}, SkuIndex{0});
  EXPECT_EQ(items.find(SaleIndex{0}, SkuIndex{1}), a);
  EXPECT_EQ(items.find(SaleIndex{1}, SkuIndex{0}), b);
  EXPECT_EQ(items.find(SaleIndex{0}, SkuIndex{0}), std::nullopt);
}

TEST(SaleItems, UseTheSlotOfARemovedItemAgain) {
  SaleItems items(2);
  const ItemIndex kept = items.add(SaleIndex{0}, SkuIndex{0});
  const ItemIndex removed = items.add(SaleIndex{0}, SkuIndex{1});
  items[removed].price = 7;
  items.remove(removed);
  EXPECT_FALSE(items.has(removed));
  EXPECT_EQ(items.size(), 1u);
  const ItemIndex added = items.add(SaleIndex{0}, SkuIndex{2});
  EXPECT_EQ(added, removed);
  EXPECT_EQ(items[added].price, 0);
  EXPECT_EQ(items.find(SaleIndex{0}, SkuIndex{1}), std::nullopt);
  EXPECT_EQ(items.find(SaleIndex{0}, SkuIndex{0}), kept);
}

TEST(BuyerTable, KeepsNamesAndFindsThem) {
  BuyerTable buyers(100);
  for (int i = 0; i < 100; ++i) buyers.add(merchant, id<BuyerId>("u" + std::to_string(i)));
  EXPECT_TRUE(buyers.full());
  for (std::uint32_t i = 0; i < 100; ++i) {
    const BuyerId buyer = id<BuyerId>("u" + std::to_string(i));
    EXPECT_EQ(buyers.find(merchant, buyer), BuyerIndex{i});
    EXPECT_EQ(buyers.find(other_merchant, buyer), std::nullopt);
    EXPECT_EQ(buyers.id_of(BuyerIndex{i}), buyer);
  }
}

TEST(BuyerUnits, AreCountedForEachItemAndBuyer) {
  BuyerUnits units(4, 4);
  units.add(ItemIndex{1}, BuyerIndex{2}, 5);
  units.add(ItemIndex{1}, BuyerIndex{2}, 3);
  units.add(ItemIndex{2}, BuyerIndex{1}, 1);
  units.take(ItemIndex{1}, BuyerIndex{2}, 6);
  EXPECT_EQ(units.units(ItemIndex{1}, BuyerIndex{2}), 2);
  EXPECT_EQ(units.units(ItemIndex{2}, BuyerIndex{1}), 1);
  EXPECT_EQ(units.units(ItemIndex{2}, BuyerIndex{2}), 0);
  std::size_t pairs = 0;
  units.for_each([&](const BuyerHolding&) { ++pairs; });
  EXPECT_EQ(pairs, 2u);
}

TEST(BuyerUnits, AreCountedForEachOfABuyersItems) {
  BuyerUnits units(1, 100);
  for (std::uint32_t item = 0; item < 100; ++item) units.add(ItemIndex{item}, BuyerIndex{0}, item + 1);
  for (std::uint32_t item = 0; item < 100; ++item) units.add(ItemIndex{item}, BuyerIndex{0}, 5);
  for (std::uint32_t item = 0; item < 100; ++item) units.take(ItemIndex{item}, BuyerIndex{0}, item);
  for (std::uint32_t item = 0; item < 100; ++item) EXPECT_EQ(units.units(ItemIndex{item}, BuyerIndex{0}), 6);
  EXPECT_EQ(units.units(ItemIndex{100}, BuyerIndex{0}), 0);
}

TEST(OrderBook, NumbersOrdersFromOneAndKeepsTheirLines) {
  OrderBook book(2, 3);
  const std::vector<Line> two{{ItemIndex{0}, 2, 10}, {ItemIndex{1}, 1, 5}};
  EXPECT_EQ(book.next_number(), OrderNumber{1});
  const OrderNumber first = book.add(Order{}, two);
  const OrderNumber second = book.add(Order{}, std::span(two).first(1));
  EXPECT_EQ(first, OrderNumber{1});
  EXPECT_EQ(second, OrderNumber{2});
  EXPECT_EQ(book.total_of(book[first]), 25);
  EXPECT_EQ(book.lines_of(book[second]).size(), 1u);
  EXPECT_EQ(book.total_of(book[second]), 20);
  EXPECT_TRUE(book.full());
  EXPECT_FALSE(book.has_room_for_lines(1));
}

TEST(OrderBook, HasNoOrderZeroNorOnePastTheLast) {
  OrderBook book(2, 2);
  const std::vector<Line> line{{ItemIndex{0}, 1, 1}};
  (void)book.add(Order{}, line);
  EXPECT_FALSE(book.has(OrderNumber{0}));
  EXPECT_TRUE(book.has(OrderNumber{1}));
  EXPECT_FALSE(book.has(OrderNumber{2}));
  EXPECT_FALSE(book.has(OrderNumber{~std::uint64_t{0}}));
}

TEST(OrderBook, TakesTheLargestOrder) {
  OrderBook book(1, limits::lines_per_order);
  Order order;
  order.hold_seconds = limits::hold_seconds_max;
  const std::uint32_t most = limits::lines_per_order * limits::quantity_per_line;
  const OrderNumber number = book.add(order, std::vector<Line>(limits::lines_per_order, {ItemIndex{0}, most, 1}));
  EXPECT_EQ(book.lines_of(book[number]).size(), limits::lines_per_order);
  EXPECT_EQ(book.lines_of(book[number]).back().qty, most);
  EXPECT_EQ(book[number].hold_expires_at(), after_seconds(Instant{}, limits::hold_seconds_max));
}

TEST(KeyIndex, FindsOrdersAndAdjustmentsInOneSpace) {
  OrderBook orders(4, 4);
  StockAdjustments adjustments(4);
  KeyIndex keys(4, 4);
  const std::vector<Line> line{{ItemIndex{0}, 1, 1}};
  for (std::uint64_t i = 0; i < 4; ++i) {
    Order order;
    order.key = {7, i};
    keys.bind(hash_of(KeyDigest{7, i}), orders.add(order, line));
    StockAdjustment adjustment;
    adjustment.key = {i, 7 + i};
    keys.bind(hash_of(KeyDigest{i, 7 + i}), adjustments.add(adjustment));
  }
  for (std::uint64_t i = 0; i < 4; ++i) {
    EXPECT_EQ(keys.find({7, i}, hash_of(KeyDigest{7, i}), orders, adjustments), BoundTo{OrderNumber{i + 1}});
    EXPECT_EQ(keys.find({i, 7 + i}, hash_of(KeyDigest{i, 7 + i}), orders, adjustments),
              BoundTo{AdjustmentIndex{static_cast<std::uint32_t>(i)}});
  }
  EXPECT_EQ(keys.find({7, 4}, hash_of(KeyDigest{7, 4}), orders, adjustments), std::nullopt);
}

TEST(PaymentBook, KnowsARefundByOrderAndPayment) {
  PaymentBook payments(3);
  payments.add_refund(OrderNumber{1}, id<PaymentId>("a"));
  payments.add_refund(OrderNumber{2}, id<PaymentId>("b"));
  EXPECT_TRUE(payments.refund_is_due(OrderNumber{1}, id<PaymentId>("a")));
  EXPECT_FALSE(payments.refund_is_due(OrderNumber{2}, id<PaymentId>("a")));
  const NameRef paying = payments.add_paying(id<PaymentId>("c"));
  EXPECT_EQ(payments.id_of(paying), id<PaymentId>("c"));
  EXPECT_FALSE(payments.refund_is_due(OrderNumber{1}, id<PaymentId>("c")));
  EXPECT_TRUE(payments.full());
}

TEST(Tables, HoldTenMillionOrdersWithoutTakingMemoryForThem) {
  const State state{Capacity{}};
  EXPECT_EQ(state.position(), Position{0});
  EXPECT_FALSE(state.tables().orders.full());
}

}  // namespace
}  // namespace doorbuster::inventory::tests
