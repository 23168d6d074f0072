// Random commands: mostly such as can be met, and always some that can't.
#include <string>

#include "tests/inventory/twin/generator.hpp"

namespace doorbuster::inventory::twin {

namespace {

constexpr std::int64_t merchants = 3;
constexpr std::int64_t buyers = 40;
constexpr std::size_t sale_names_at_most = 60;
constexpr const char* sku_names[] = {"lamp", "sofa", "chair", "desk", "rug", "gold"};
constexpr std::int64_t skus = std::size(sku_names);
constexpr std::string_view gold = "gold";  // the one whose prices, amounts and stock go to the bounds

template <class Id>
Id named(std::string_view text) {
  return Id::parse(text).value();
}

}  // namespace

void Generator::prepare() {
  for (std::uint16_t merchant = 0; merchant < merchants; ++merchant) {
    for (const char* name : sku_names) {
      const auto sku = named<SkuId>(name);
      planned_.emplace_back(AdjustStock{{merchant}, sku, 50, "at first", fresh_key({merchant}), fresh_body()});
      planned_.emplace_back(PutSku{{merchant}, sku, name});  // taken first
    }
  }
}

Command Generator::put_sku() {
  return PutSku{any_merchant(), named<SkuId>(sku_names[dice_.below(skus)]), dice_.one_in(2) ? "A thing" : "A find"};
}

Command Generator::adjust_stock() {
  const MerchantId merchant = any_merchant();
  AdjustStock asked{merchant, any_sku(), dice_.between(-20, 22), "count", fresh_key(merchant), fresh_body()};
  if (asked.sku.view() == gold) asked.delta = dice_.between(-limits::sum_max / 3, limits::sum_max / 2);
  if (dice_.one_in(500)) asked.delta = dice_.one_of({INT64_MIN, INT64_MAX, limits::sum_max, -limits::sum_max});
  return asked;
}

Command Generator::place_order() {
  const MerchantId merchant = any_merchant();
  return PlaceOrder{merchant,       any_sale(merchant),  any_buyer(),
                    wanted_lines(), fresh_key(merchant), fresh_body()};
}

// The same once more, or its key for something else.
Command Generator::try_again() {
  if (tried_.empty()) return place_order();
  Command command = dice_.pick_recent(tried_, dice_.one_in(2) ? 20 : 300);
  if (!dice_.one_in(3)) return command;
  const auto merchant_and_key = [](const auto& asked) -> std::pair<MerchantId, KeyDigest> {
    if constexpr (requires { asked.key; }) return {asked.merchant, asked.key};
    return {};
  };
  const auto [merchant, key] = std::visit(merchant_and_key, command);
  if (dice_.one_in(4)) {
    return AdjustStock{merchant, any_sku(), dice_.between(-3, 10), "count", key, fresh_body()};
  }
  return PlaceOrder{merchant, any_sale(merchant), any_buyer(), wanted_lines(), key, fresh_body()};
}

Command Generator::pay() {
  const KnownOrder order = any_order();
  const std::string payment = "pay-" + std::to_string(dice_.one_in(4) ? dice_.below(3) : 0);
  const Money amount = order.total + (dice_.one_in(12) ? dice_.one_of({-1, 1}) : 0);
  return PayOrder{order.merchant, order.number, named<PaymentId>(payment), amount < 0 ? 1 : amount};
}

Command Generator::cancel() {
  const KnownOrder order = any_order();
  return CancelOrder{order.merchant, order.number};
}

// At the very millisecond when a hold ends, just before, or just after.
Command Generator::settle_at_the_edge() {
  const KnownOrder order = any_order();
  const std::int64_t edge = order.ends.ms + dice_.between(-1, 1);
  const std::int64_t near = 120'000;  // further on, other holds and sales would get no turn
  if (edge > now_.ms && edge < now_.ms + near) now_.ms = edge;
  if (dice_.one_in(3)) return CancelOrder{order.merchant, order.number};
  return PayOrder{order.merchant, order.number, named<PaymentId>("pay-0"), order.total};
}

WantedLines Generator::wanted_lines() {
  WantedLines lines;
  if (tide_ == Tide::rush && !dice_.one_in(5)) {
    lines.push_back({named<SkuId>("lamp"), dice_.between(1, 2)});
    return lines;
  }
  const std::int64_t count = dice_.one_in(3) ? dice_.between(2, 6) : 1;
  for (std::int64_t i = 0; i < count; ++i) {
    const SkuId sku = any_sku();
    const bool much = sku.view() == gold && dice_.one_in(2);
    lines.push_back({sku, much ? dice_.between(1, limits::quantity_per_line) : dice_.between(1, 3)});
  }
  return lines;
}

MerchantId Generator::any_merchant() {
  // Half of all that happens is the first one's.
  return {static_cast<std::uint16_t>(dice_.one_in(2) ? 0 : dice_.below(merchants))};
}

SkuId Generator::any_sku() {
  if (dice_.one_in(100)) return named<SkuId>("nowhere");
  return named<SkuId>(sku_names[dice_.below(skus)]);
}

SaleId Generator::any_sale(MerchantId merchant) {
  const std::vector<SaleId>& names = sale_names_[merchant];
  if (names.empty() || dice_.one_in(100)) return named<SaleId>("nowhere");
  return dice_.pick_recent(names, dice_.one_in(10) ? sale_names_at_most : 3);
}

BuyerId Generator::any_buyer() { return named<BuyerId>("u" + std::to_string(dice_.below(buyers))); }

Generator::KnownOrder Generator::any_order() {
  if (orders_.empty() || dice_.one_in(200)) {
    return {any_merchant(), {static_cast<std::uint64_t>(dice_.below(50))}, 1, now_};
  }
  KnownOrder order = dice_.pick_recent(orders_, dice_.one_in(3) ? 800 : 60);
  if (dice_.one_in(100)) order.merchant = any_merchant();
  return order;
}

KeyDigest Generator::fresh_key(MerchantId merchant) { return {merchant.value + std::uint64_t{1}, ++keys_}; }

BodyDigest Generator::fresh_body() { return {++bodies_}; }

}  // namespace doorbuster::inventory::twin
