// Every buyer who ever had an order accepted, by merchant and name, and the chain of the orders, oldest first. One who
// is forgotten stays, with orders and without a name, and is found by none.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "inventory/compact_index.hpp"
#include "inventory/hash.hpp"
#include "inventory/name_arena.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

using BuyerIndex = Number<struct BuyerIndexTag, std::uint32_t>;

struct Buyer {
  NameRef name;                   // empty: forgotten
  std::uint32_t first_order = 0;  // order numbers, 0 while there is none; each order names the next
  std::uint32_t last_order = 0;
  MerchantId merchant;
};

class BuyerTable {
 public:
  explicit BuyerTable(std::uint32_t capacity, HashSecret secret = {});

  void populate() { by_name_.populate(); }
  // What a buyer is found by: the same for the same merchant and name in tables of one secret. For any thread.
  [[nodiscard]] std::uint64_t hash(MerchantId merchant, std::string_view id) const;
  // See CompactIndex: for any thread.
  [[nodiscard]] bool may_have(std::uint64_t hash) const { return by_name_.may_have(hash); }
  // A hint that this buyer is to be looked for soon.
  void prefetch(std::uint64_t hash) const { by_name_.prefetch(hash); }

  [[nodiscard]] std::optional<BuyerIndex> find(MerchantId merchant, const BuyerId& id) const;
  [[nodiscard]] std::optional<BuyerIndex> find(std::uint64_t hash, MerchantId merchant, std::string_view id) const;
  [[nodiscard]] const Buyer& operator[](BuyerIndex index) const { return buyers_[index.value]; }
  [[nodiscard]] Buyer& operator[](BuyerIndex index) { return buyers_[index.value]; }
  [[nodiscard]] std::string_view name_of(BuyerIndex index) const { return names_[buyers_[index.value].name]; }
  [[nodiscard]] BuyerId id_of(BuyerIndex index) const;
  // For any thread that knows that the buyer is there.
  [[nodiscard]] bool is_forgotten(BuyerIndex index) const {
    return names_.is_empty(buyers_.data()[index.value].name);
  }
  [[nodiscard]] std::span<const Buyer> all() const { return buyers_; }
  [[nodiscard]] bool full() const { return names_.full(); }
  // Where the next `count` buyers will stand.
  void add_stretches(std::size_t count, TableStretches& stretches) const {
    names_.add_stretches(count, stretches);
    add_stretch(buyers_, count, stretches);
  }

  // Not while full(), nor if it is there.
  BuyerIndex add(MerchantId merchant, const BuyerId& id);
  BuyerIndex add(std::uint64_t hash, MerchantId merchant, std::string_view id);
  // One who was forgotten. Not while full().
  BuyerIndex add_forgotten(MerchantId merchant);
  void forget(BuyerIndex index) { names_.erase(buyers_[index.value].name); }

 private:
  BuyerIndex append(MerchantId merchant, std::string_view id);

  HashSecret secret_;
  NameArena names_;
  TableVector<Buyer> buyers_;
  CompactIndex by_name_;
};

}  // namespace doorbuster::inventory
