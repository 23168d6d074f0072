// What each kind of event and command will look at, as far as it can be told without looking.
#include "inventory/prefetch.hpp"

#include "inventory/state.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {
namespace {

template <class Ordering>
void prefetch_places(const Tables& tables, MerchantId merchant, const Ordering& order) {
  tables.keys.prefetch(hash_of(order.key));
  tables.buyers.prefetch(tables.buyers.hash(merchant, order.buyer.view()));
}

template <class Wish>
void prefetch_for(const Tables& tables, MerchantId merchant, const Wish& wish) {
  if constexpr (requires { wish.buyer; wish.key; }) {
    prefetch_places(tables, merchant, wish);
  } else if constexpr (requires { wish.order; }) {
    tables.orders.prefetch(wish.order);
  }
}

template <class Wish>
void prefetch_further_for(const Tables& tables, const Wish& wish) {
  if constexpr (requires { wish.order; } && !requires { wish.buyer; }) {
    if (!tables.orders.has(wish.order)) return;
    const Order& order = tables.orders[wish.order];
    tables.orders.prefetch_lines(order);
    tables.units.prefetch(order.buyer);
  }
}

}  // namespace

void prefetch_further(const State& state, const Event& event) {
  std::visit([&](const auto& fact) { prefetch_further_for(state.tables(), fact); }, event.fact);
}

void prefetch(const State& state, const Event& event) {
  std::visit([&](const auto& fact) { prefetch_for(state.tables(), event.merchant, fact); }, event.fact);
}

void prefetch(const State& state, const Command& command) {
  std::visit([&](const auto& wish) { prefetch_for(state.tables(), wish.merchant, wish); }, command);
}

}  // namespace doorbuster::inventory
