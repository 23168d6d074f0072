// The course of a random sequence: which kind of thing happens when. generator_commands.cpp makes each.
#include "tests/inventory/twin/generator.hpp"

#include <algorithm>

namespace doorbuster::inventory::twin {

namespace {

constexpr Instant sequence_start{1'794'355'200'000};  // 2026-11-11T00:00:00.000Z
constexpr std::size_t tried_kept = 300;
constexpr std::size_t orders_kept = 400;

template <class Value>
void remember(std::vector<Value>& values, const Value& value, std::size_t at_most) {
  if (values.size() == 2 * at_most) {
    values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at_most));
  }
  values.push_back(value);
}

}  // namespace

Generator::Generator(std::uint64_t seed) : dice_(seed), now_(sequence_start) { prepare(); }

Step Generator::next() {
  if (!planned_.empty()) {
    Command command = std::move(planned_.back());
    planned_.pop_back();
    return {now_, std::move(command)};
  }
  if (--steps_until_turn_ <= 0) turn_tide();
  pass_time();
  if (dice_.one_in(25)) return {now_, Sweep{}};
  if (dice_.one_in(15)) return {now_, any_query()};
  Command command = any_command();  // may let time pass to an edge
  return {now_, std::move(command)};
}

void Generator::learn(const Command& command, const Outcome& outcome) {
  for (const Event& event : outcome.events) {
    if (const auto* held = std::get_if<OrderHeld>(&event.fact)) {
      remember(orders_, KnownOrder{event.merchant, held->order, held->total, held->hold_expires_at}, orders_kept);
    } else if (const auto* put = std::get_if<SalePut>(&event.fact)) {
      const auto [place, is_new] = sales_.insert_or_assign({event.merchant, put->terms.sale}, put->terms);
      if (is_new) sale_names_[event.merchant].push_back(put->terms.sale);
    }
  }
  if (std::holds_alternative<PlaceOrder>(command) || std::holds_alternative<AdjustStock>(command)) {
    remember(tried_, command, tried_kept);
  }
}

void Generator::turn_tide() {
  tide_ = static_cast<Tide>(dice_.below(4));
  steps_until_turn_ = dice_.between(100, 1000);
}

void Generator::pass_time() {
  switch (tide_) {
    case Tide::quiet:
      now_.ms += dice_.below(2000);
      break;
    case Tide::rush:
      now_.ms += dice_.below(3);
      break;
    case Tide::settling:
      now_.ms += dice_.one_in(3) ? dice_.below(500) : 0;
      break;
    case Tide::trading:
      now_.ms += dice_.one_in(5) ? dice_.below(5000) : 0;
      break;
  }
  if (dice_.one_in(400) && !sales_.empty()) {
    const MerchantId merchant = any_merchant();
    const auto found = sales_.find({merchant, any_sale(merchant)});
    if (found == sales_.end()) return;
    const Instant edge = dice_.one_in(2) ? found->second.starts_at : found->second.ends_at;
    now_.ms = std::max(now_.ms, edge.ms + dice_.between(-1, 1));
  }
  if (dice_.one_in(20'000)) now_.ms += dice_.below(2 * limits::hold_seconds_max * std::int64_t{1000});
}

Command Generator::any_command() {
  // Out of 100 each: place, try again, pay, cancel, edge, stock, sale; the rest puts a SKU.
  struct Shares {
    int place, again, pay, cancel, edge, stock, sale;
  };
  static constexpr Shares shares_of_tides[] = {{30, 8, 24, 10, 8, 10, 8},
                                               {72, 15, 5, 2, 1, 3, 1},
                                               {20, 8, 40, 15, 12, 3, 1},
                                               {30, 6, 12, 5, 3, 20, 20}};
  if (dice_.one_in(50)) return ForgetBuyer{any_merchant(), any_buyer()};
  const Shares& shares = shares_of_tides[static_cast<std::size_t>(tide_)];
  std::int64_t thrown = dice_.below(100);
  const auto falls_to = [&thrown](int share) { return (thrown -= share) < 0; };
  if (falls_to(shares.place)) return place_order();
  if (falls_to(shares.again)) return try_again();
  if (falls_to(shares.pay)) return pay();
  if (falls_to(shares.cancel)) return cancel();
  if (falls_to(shares.edge)) return settle_at_the_edge();
  if (falls_to(shares.stock)) return adjust_stock();
  if (falls_to(shares.sale)) return put_sale();
  return put_sku();
}

Query Generator::any_query() {
  const MerchantId merchant = any_merchant();
  switch (dice_.below(12)) {
    case 10: {
      ListSales list{merchant, {}, static_cast<std::uint32_t>(dice_.one_of({1, 3, 1000}))};
      if (dice_.one_in(2)) list.after = any_sale(merchant);
      return list;
    }
    case 11:
      return WatchSales{merchant};
    case 0:
    case 1:
    case 2:
      return ReadSku{merchant, any_sku()};
    case 3:
    case 4:
    case 5:
      return ReadSale{merchant, any_sale(merchant)};
    case 6:
    case 7:
    case 8: {
      const KnownOrder order = any_order();
      return ReadOrder{order.merchant, order.number};
    }
    default:
      break;
  }
  ListOrders list;
  list.merchant = merchant;
  if (dice_.one_in(2)) list.sale = any_sale(merchant);
  if (dice_.one_in(3)) list.buyer = any_buyer();
  if (dice_.one_in(3)) list.status = static_cast<OrderStatus>(dice_.below(order_statuses));
  const bool whole = dice_.one_in(30);
  if (!whole) list.after = orders_.empty() ? OrderNumber{} : orders_.front().number;
  list.limit = whole ? limits::orders_per_page : static_cast<std::uint32_t>(dice_.one_of({3, 10, 100, 1000}));
  return list;
}

}  // namespace doorbuster::inventory::twin
