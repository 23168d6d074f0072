// Order ids and digests: derived from the store's id, the same for ever, and telling nothing.
#include "core/engine/identity.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>

namespace doorbuster::core {
namespace {

using inventory::MerchantId;
using inventory::OrderNumber;

StoreId store_of(unsigned char first) {
  StoreId store;
  store.bytes[0] = std::byte{first};
  return store;
}

std::string text_of(const OrderIds& ids, std::uint64_t number) {
  const auto text = ids.text({number});
  return {text.data(), text.size()};
}

TEST(OrderIds, ReadBackTheNumberTheyWereMadeFrom) {
  const OrderIds ids(store_of(1));
  constexpr auto largest = std::numeric_limits<std::uint64_t>::max();
  for (const std::uint64_t number : {std::uint64_t{1}, std::uint64_t{10'000'000}, std::uint64_t{1} << 40, largest}) {
    EXPECT_EQ(ids.parse(text_of(ids, number)), OrderNumber{number});
  }
}

TEST(OrderIds, AreDistinctAndDoNotCountUp) {
  const OrderIds ids(store_of(1));
  std::set<std::string> seen;
  int ascending = 0;
  std::string last;
  for (std::uint64_t number = 1; number <= 10'000; ++number) {
    auto text = text_of(ids, number);
    EXPECT_TRUE(text.starts_with("ord_"));
    ascending += text > last;
    last = text;
    EXPECT_TRUE(seen.insert(std::move(text)).second);
  }
  EXPECT_GT(ascending, 4'000);
  EXPECT_LT(ascending, 6'000);
}

TEST(OrderIds, DifferFromStoreToStore) {
  EXPECT_NE(text_of(OrderIds(store_of(1)), 1), text_of(OrderIds(store_of(2)), 1));
}

TEST(OrderIds, AreReadInTheirExactSpellingOnly) {
  const OrderIds ids(store_of(1));
  const auto good = text_of(ids, 7);
  auto upper = good;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_FALSE(ids.parse(upper));
  EXPECT_FALSE(ids.parse(good + "0"));
  EXPECT_FALSE(ids.parse(good.substr(0, good.size() - 1)));
  EXPECT_FALSE(ids.parse(""));
  EXPECT_FALSE(ids.parse("ord_"));
  EXPECT_FALSE(ids.parse("ord_iiiiiiiiiiiii")) << "a letter that the alphabet leaves out";
  EXPECT_FALSE(ids.parse("ord_zzzzzzzzzzzzz")) << "more than 64 bits";
}

TEST(Digests, OfOneKeyAreEqualAndOfOthersDiffer) {
  const Digests digests(store_of(1));
  EXPECT_EQ(digests.key(MerchantId{0}, "abc"), digests.key(MerchantId{0}, "abc"));
  EXPECT_NE(digests.key(MerchantId{0}, "abc"), digests.key(MerchantId{0}, "abd"));
  EXPECT_NE(digests.key(MerchantId{0}, "abc"), digests.key(MerchantId{1}, "abc"));
  EXPECT_NE(digests.body("abc"), digests.body("abd"));
  EXPECT_NE(digests.body("abc"), Digests(store_of(2)).body("abc"));
}

TEST(Digests, OfItemsTellMerchantSaleAndSkuApart) {
  const Digests digests(store_of(1));
  const auto sale = [](std::string_view text) { return inventory::SaleId::parse(text).value(); };
  const auto sku = [](std::string_view text) { return inventory::SkuId::parse(text).value(); };
  const auto digest = digests.item({1}, sale("ab"), sku("c"));
  EXPECT_EQ(digest, digests.item({1}, sale("ab"), sku("c")));
  EXPECT_NE(digest, digests.item({1}, sale("a"), sku("bc")));
  EXPECT_NE(digest, digests.item({2}, sale("ab"), sku("c")));
  EXPECT_NE(digest, Digests(store_of(2)).item({1}, sale("ab"), sku("c")));
  const std::string longest(inventory::limits::id_bytes, 'x');
  EXPECT_NE(digests.item({1}, sale(longest), sku(longest)), digests.item({1}, sale(longest), sku(longest.substr(1))));
}

TEST(Digests, TakeTheLongestKeyThatTheContractAllows) {
  const Digests digests(store_of(1));
  const std::string longest(255, 'k');
  auto other = longest;
  other.back() = 'l';
  EXPECT_NE(digests.key(MerchantId{0}, longest), digests.key(MerchantId{0}, other));
}

}  // namespace
}  // namespace doorbuster::core
