// The other way to build it, for comparison: no thread owns the stock, all share it. Units are taken by compare and
// swap on an atomic; keys and buyers stand in tables in stripes, each with a lock. Does for an order what the engine's
// state does: the key, the buyer's limit, the stock, the order's record and the end of its hold, all of them or none.
// The tables are the inventory's own, so that the difference is who may write, not what into.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>

#include "inventory/buyer_table.hpp"
#include "inventory/command.hpp"
#include "inventory/hash.hpp"
#include "inventory/hold_queue.hpp"
#include "inventory/order_book.hpp"

namespace doorbuster::bench {

enum class Placed : std::uint8_t { held, replayed, limit_reached, sold_out };

// Any number of threads. Gives no order to what it does: whoever wants a journal of it needs one more place that all of
// them share.
class SharedShop {
 public:
  SharedShop(std::uint32_t orders, inventory::Quantity stock)
      : orders_(inventory::make_table_array<inventory::Order>(orders)), stock_(stock) {
    for (auto& stripe : keys_) stripe.emplace(share_of(orders));
    for (auto& stripe : buyers_) stripe.emplace(share_of(orders));
  }

  [[nodiscard]] Placed place(const inventory::PlaceOrder& order, inventory::Instant now) {
    const auto key_hash = inventory::hash_of(order.key);
    const auto buyer_hash = buyers_.front()->table.hash(order.merchant, order.buyer.view());
    Keys& keys = *keys_[stripe_of(key_hash)];
    Buyers& buyers = *buyers_[stripe_of(buyer_hash)];
    // Always keys before buyers, so that no two wait for each other.
    const std::scoped_lock key_lock(keys.lock);
    if (find(keys, order.key, key_hash)) return Placed::replayed;
    const std::scoped_lock buyer_lock(buyers.lock);
    const auto known = buyers.table.find(buyer_hash, order.merchant, order.buyer.view());
    const auto wanted = order.lines[0].qty;
    if (known && buyers.units[known->value] + wanted > per_buyer_limit) return Placed::limit_reached;
    if (!take_stock(wanted)) return Placed::sold_out;
    const auto buyer = known ? *known : add(buyers, buyer_hash, order);
    buyers.units[buyer.value] += wanted;
    const auto number = record(order, buyer, now);
    keys.numbers.insert(key_hash, static_cast<std::uint32_t>(keys.orders.size()));
    keys.orders.push_back(number);
    buyers.holds.push({orders_[number - 1].hold_expires_at(), {number}});
    return Placed::held;
  }

  [[nodiscard]] std::uint64_t orders() const { return placed_.load(); }
  [[nodiscard]] inventory::Quantity stock() const { return stock_.load(); }

 private:
  static constexpr std::uint32_t stripes = 256;  // of each table: two threads seldom meet
  static constexpr std::uint32_t hold_seconds = 900;
  static constexpr inventory::Quantity per_buyer_limit = 1;

  struct alignas(64) Keys {
    explicit Keys(std::uint32_t capacity) : numbers(capacity) { orders.reserve(capacity); }
    std::mutex lock;
    inventory::CompactIndex numbers;
    inventory::TableVector<std::uint32_t> orders;  // each key's order, which has the key
  };
  struct alignas(64) Buyers {
    explicit Buyers(std::uint32_t capacity) : table(capacity), holds(capacity) { units.reserve(capacity); }
    std::mutex lock;
    inventory::BuyerTable table;
    inventory::TableVector<inventory::Quantity> units;  // by buyer
    inventory::HoldQueue holds;
  };

  // Hashes share out evenly, but not exactly.
  static std::uint32_t share_of(std::uint32_t orders) { return orders / stripes * 5 / 4 + 1'024; }
  // The upper bits: the index uses the lower ones.
  static std::size_t stripe_of(std::uint64_t hash) { return hash >> 56; }
  static_assert(stripes == 1u << 8);

  [[nodiscard]] bool find(const Keys& keys, const inventory::KeyDigest& key, std::uint64_t hash) const {
    return keys.numbers.find(hash, [&](std::uint32_t at) { return orders_[keys.orders[at] - 1].key == key; })
        .has_value();
  }
  bool take_stock(inventory::Quantity wanted) {
    auto left = stock_.load(std::memory_order_relaxed);
    while (left >= wanted) {
      if (stock_.compare_exchange_weak(left, left - wanted)) return true;
    }
    return false;
  }
  static inventory::BuyerIndex add(Buyers& buyers, std::uint64_t hash, const inventory::PlaceOrder& order) {
    buyers.units.push_back(0);
    return buyers.table.add(hash, order.merchant, order.buyer.view());
  }
  std::uint32_t record(const inventory::PlaceOrder& order, inventory::BuyerIndex buyer, inventory::Instant now) {
    const auto number = placed_.fetch_add(1) + 1;
    inventory::Order& made = orders_[number - 1];
    made.key = order.key;
    made.body = order.body;
    made.created_at = now;
    made.buyer = buyer;
    made.hold_seconds = hold_seconds;
    made.lines = 1;
    return number;
  }

  std::array<std::optional<Keys>, stripes> keys_;
  std::array<std::optional<Buyers>, stripes> buyers_;
  inventory::TableArray<inventory::Order> orders_;
  alignas(64) std::atomic<inventory::Quantity> stock_;
  alignas(64) std::atomic<std::uint32_t> placed_{0};
};

}  // namespace doorbuster::bench
