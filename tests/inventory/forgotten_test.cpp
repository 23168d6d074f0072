// Forgotten buyers: facts that do not fit, images without a trace of the id, and the look that any thread may take.
#include "inventory/forgotten.hpp"

#include <atomic>
#include <thread>

#include "image_bytes.hpp"
#include "misfits.hpp"

namespace doorbuster::inventory::tests {
namespace {

TEST_F(Apply, RefusesToForgetWhomNoFirstOrderNames) {
  constexpr std::string_view unknown =
      "a buyer was forgotten by an order that is unknown, or not of the sale that is named with it";
  expect_refused(BuyerForgotten{{9}, sale}, unknown);
  expect_refused(BuyerForgotten{{0}, sale}, unknown);
  expect_refused(BuyerForgotten{held, id<SaleId>("day")}, unknown);
  expect_refused(Event{shop.now, {1}, BuyerForgotten{held, sale}}, unknown);
  const OrderNumber second = shop.place("u1");
  expect_refused(BuyerForgotten{second, sale}, "a buyer was forgotten by an order that is not the buyer's first");
  ASSERT_EQ(apply(shop.state, {shop.now, merchant, BuyerForgotten{held, sale}}), std::nullopt);
  expect_refused(BuyerForgotten{held, sale}, "a buyer was forgotten twice");
}

bool names(const Bytes& image, std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return std::search(image.begin(), image.end(), bytes.begin(), bytes.end()) != image.end();
}

TEST(Forgotten, BuyersAreInNoImage) {
  Shop shop = open_shop();
  for (const char* buyer : {"known-by-this", "bob", "known-by-this"}) shop.place(buyer);
  ASSERT_TRUE(names(image_of(shop.state), "known-by-this"));
  shop.tell(ForgetBuyer{merchant, id<BuyerId>("known-by-this")});
  const Bytes image = image_of(shop.state);
  EXPECT_FALSE(names(image, "known"));
  EXPECT_TRUE(names(image, "bob"));

  State state(small_capacity);
  ASSERT_EQ(load(state, image), std::nullopt);
  EXPECT_EQ(fingerprint(state), fingerprint(shop.state));
  EXPECT_EQ(image_of(state), image);
  EXPECT_THAT(broken_invariants(state), testing::IsEmpty());
  EXPECT_TRUE(buyer_is_forgotten(state, {1}));
  EXPECT_FALSE(buyer_is_forgotten(state, {2}));
  EXPECT_TRUE(buyer_is_forgotten(state, {3}));
}

TEST(Forgotten, BuyersLeaveNothingInMemory) {
  NameArena names(2);
  const NameRef first = names.add("known-by-this"), second = names.add("bob");
  const char* bytes = names[first].data();
  names.erase(first);
  EXPECT_TRUE(names[first].empty());
  EXPECT_TRUE(names.is_empty(first));
  EXPECT_EQ(std::string(bytes, 13), std::string(13, '\0'));
  EXPECT_EQ(names[second], "bob");
}

// Without the id it is the first order that tells one person's orders from another's.
TEST(Forgotten, BuyersAreToldApartByTheFingerprint) {
  const auto of = [](std::initializer_list<const char*> buyers) {
    Shop shop = open_shop();
    for (const char* buyer : buyers) shop.place(buyer);
    for (const char* buyer : {"a", "b"}) shop.tell(ForgetBuyer{merchant, id<BuyerId>(buyer)});
    return fingerprint(shop.state);
  };
  EXPECT_NE(of({"a", "a", "b", "b"}), of({"a", "b", "a", "b"}));
  EXPECT_NE(of({"a", "b", "a", "b"}), of({"a", "b", "b", "a"}));
}

TEST(Forgotten, BuyersMayBeAskedForWhileOthersOrder) {
  constexpr std::uint64_t orders = 2'000;
  Shop shop({.skus = 1, .sales = 1, .sale_items = 1, .orders = orders, .order_lines = orders, .buyers = orders,
             .stock_keys = 1, .payments = 1});
  shop.put_sku("lamp");
  shop.stock("lamp", orders);
  shop.put_sale(lamp_terms());
  std::atomic<std::uint64_t> applied{0}, forgotten{0};
  std::uint64_t wrong = 0;
  std::thread asker([&] {
    while (applied.load() < orders) {
      const auto gone = forgotten.load();
      for (std::uint64_t number = 1; number <= applied.load(); number += 7) {
        wrong += !buyer_is_forgotten(shop.state, {number}) && number <= gone;
      }
    }
  });
  for (std::uint64_t i = 1; i <= orders; ++i) {
    shop.place("u" + std::to_string(i));
    applied.store(i);
    if (i < 100) continue;
    shop.tell(ForgetBuyer{merchant, id<BuyerId>("u" + std::to_string(i - 99))});
    forgotten.store(i - 99);
  }
  asker.join();
  EXPECT_EQ(wrong, 0u);
  EXPECT_FALSE(buyer_is_forgotten(shop.state, {orders}));
}

}  // namespace
}  // namespace doorbuster::inventory::tests
