// Ids and numbers: what may name a thing, and that one thing's name can't be passed for another's.
#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

TEST(Ids, TakeLettersDigitsAndFourMarks) {
  for (const char* text : {"a", "9", "u42", "a.b_c:d-e", "Z"}) EXPECT_TRUE(is_id(text)) << text;
}

TEST(Ids, StartWithALetterOrDigit) {
  for (const char* text : {".a", "_a", ":a", "-a"}) EXPECT_FALSE(is_id(text)) << text;
}

TEST(Ids, RefuseEverythingElse) {
  for (const char* text : {"", "a b", "a/b", "a\"b", "a\n", "\xc3\xa4", "a\x7f", "a@b"}) {
    EXPECT_FALSE(is_id(text)) << text;
  }
  EXPECT_FALSE(is_id(std::string_view("a\0b", 3)));
}

TEST(Ids, AreAtMost64BytesLong) {
  EXPECT_TRUE(is_id(std::string(64, 'x')));
  EXPECT_FALSE(is_id(std::string(65, 'x')));
}

TEST(Ids, KeepTheirText) {
  EXPECT_EQ(SkuId::parse("lamp")->view(), "lamp");
  EXPECT_EQ(SkuId::parse(std::string(64, 'x'))->view(), std::string(64, 'x'));
  EXPECT_FALSE(SkuId::parse("no such"));
  EXPECT_TRUE(SkuId{}.empty());
}

TEST(Ids, CompareByTheirTextAlone) {
  SkuId longer = id<SkuId>("lampshade");
  longer = id<SkuId>("lamp");
  EXPECT_EQ(longer, id<SkuId>("lamp"));
  EXPECT_LT(id<SkuId>("lamp"), id<SkuId>("lamps"));
}

template <class From, class To>
constexpr bool passes_for = std::is_convertible_v<From, To> || std::is_constructible_v<To, From>;

static_assert(!passes_for<BuyerId, SkuId>);
static_assert(!passes_for<SaleId, SkuId>);
static_assert(!passes_for<PaymentId, BuyerId>);
static_assert(!std::is_convertible_v<OrderNumber, Position>);
static_assert(!std::is_convertible_v<std::uint64_t, OrderNumber>);
static_assert(!std::is_convertible_v<ItemIndex, SkuIndex>);

}  // namespace
}  // namespace doorbuster::inventory::tests
