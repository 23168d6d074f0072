// Opens a market through the API.
#include "tests/system/market.hpp"

namespace doorbuster::system_tests {
namespace {

constexpr std::int64_t longer_than_any_test = 86'400;

void expect(const Reply& reply) {
  if (reply.status / 100 != 2) throw std::runtime_error("the market can't be opened: " + reply.body);
}

}  // namespace

void open_market(Storefront& shop, const Market& market) {
  Sale terms;
  terms.hold_seconds = longer_than_any_test;
  for (const auto& item : market.items) {
    expect(shop.put_sku(item.sku));
    expect(shop.adjust_stock(item.sku, item.stock, "stock-of-" + item.sku));
    terms.items.push_back({item.sku, item.price, item.quota, item.per_buyer_limit});
  }
  expect(shop.put_sale(market.sale, terms));
}

Market mixed_market(const std::string& sale, const std::string& prefix) {
  return {.sale = sale,
          .items = {{prefix + "plenty", 10'000'000, 19900},
                    {prefix + "scarce", 3'000, 500},
                    {prefix + "limited", 10'000'000, 7, {}, 3},
                    {prefix + "rationed", 10'000'000, 0, 6'000, 2}}};
}

}  // namespace doorbuster::system_tests
