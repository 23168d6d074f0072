// Opens a market through the API.
#include "tests/system/market.hpp"

namespace doorbuster::system_tests {
namespace {

void expect(const Reply& reply) {
  if (reply.status / 100 != 2) throw std::runtime_error("the market can't be opened: " + reply.body);
}

}  // namespace

void open_market(Storefront& shop, const Market& market) {
  Sale terms;
  for (const auto& item : market.items) {
    expect(shop.put_sku(item.sku));
    expect(shop.adjust_stock(item.sku, item.stock, "stock-of-" + item.sku));
    terms.items.push_back({item.sku, item.price, item.quota, item.per_buyer_limit});
  }
  expect(shop.put_sale(market.sale, terms));
}

Market mixed_market(const std::string& sale) {
  return {.sale = sale,
          .items = {{"plenty", 10'000'000, 19900},
                    {"scarce", 3'000, 500},
                    {"limited", 10'000'000, 7, {}, 3},
                    {"rationed", 10'000'000, 0, 6'000, 2}}};
}

}  // namespace doorbuster::system_tests
