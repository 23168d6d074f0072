// Equal contents have equal digests, however they are laid out in JSON.
#include "net/api/content_digest.hpp"

#include <gtest/gtest.h>

#include <set>

namespace doorbuster::net {
namespace {

using inventory::PlaceOrder;

template <class Id>
Id id(std::string_view text) {
  return Id::parse(text).value();
}

PlaceOrder order(std::string_view sale, std::string_view buyer,
                 std::initializer_list<std::pair<std::string_view, inventory::Quantity>> lines) {
  PlaceOrder order;
  order.sale = id<inventory::SaleId>(sale);
  order.buyer = id<inventory::BuyerId>(buyer);
  for (const auto& [sku, qty] : lines) order.lines.push_back({id<inventory::SkuId>(sku), qty});
  return order;
}

inventory::AdjustStock stock(std::string_view sku, inventory::Quantity delta, std::string reason) {
  inventory::AdjustStock adjustment;
  adjustment.sku = id<inventory::SkuId>(sku);
  adjustment.delta = delta;
  adjustment.reason = std::move(reason);
  return adjustment;
}

struct ContentDigestTest : testing::Test {
  template <class Command>
  std::uint64_t of(const Command& command) {
    return digest_content(digests, command, scratch).value;
  }
  core::Digests digests{core::StoreId{}};
  std::string scratch;
};

TEST_F(ContentDigestTest, SameContentHasOneDigest) {
  EXPECT_EQ(of(order("s", "b", {{"x", 1}, {"y", 2}})), of(order("s", "b", {{"x", 1}, {"y", 2}})));
  EXPECT_EQ(of(stock("x", -5, "r")), of(stock("x", -5, "r")));
}

TEST_F(ContentDigestTest, WhereTextsMeetMakesADifference) {
  const std::set<std::uint64_t> digests_seen{
      of(order("ab", "c", {{"x", 1}})),
      of(order("a", "bc", {{"x", 1}})),
      of(order("ab", "c", {{"x", 2}})),
      of(order("ab", "c", {{"y", 1}})),
      of(order("ab", "c", {{"x", 1}, {"x", 1}})),
      of(order("ab", "c", {{"x", 1}, {"y", 1}})),
      of(order("ab", "c", {{"y", 1}, {"x", 1}})),
      of(stock("ab", 1, "c")),
      of(stock("a", 1, "bc")),
      of(stock("ab", -1, "c")),
      of(stock("ab", 1, "")),
  };
  EXPECT_EQ(digests_seen.size(), 11u);
}

TEST_F(ContentDigestTest, KeyAndMerchantAreNotContent) {
  auto other = order("s", "b", {{"x", 1}});
  other.key = {1, 2};
  other.merchant = {7};
  EXPECT_EQ(of(other), of(order("s", "b", {{"x", 1}})));
}

}  // namespace
}  // namespace doorbuster::net
