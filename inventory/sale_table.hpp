// The sales of all merchants, found by merchant and name. What they sell stands in SaleItems.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "inventory/compact_index.hpp"
#include "inventory/terms.hpp"

namespace doorbuster::inventory {

using SaleIndex = Number<struct SaleIndexTag, std::uint32_t>;
using ItemIndex = Number<struct ItemIndexTag, std::uint32_t>;

struct Sale {
  MerchantId merchant;
  SaleId id;
  std::string name;
  Currency currency;
  Instant starts_at;
  Instant ends_at;
  std::uint32_t hold_seconds = 0;
  LatePayment late_payment = LatePayment::refund;
  bool one_order_in_flight = false;  // never changes once there are orders
  std::vector<ItemIndex> items;  // as they were last given
  Money gmv = 0;
  std::array<std::uint64_t, order_statuses> orders{};  // how many, by OrderStatus

  [[nodiscard]] bool started(Instant now) const { return now >= starts_at; }
  [[nodiscard]] bool has_orders() const { return std::accumulate(orders.begin(), orders.end(), std::uint64_t{0}) > 0; }
  [[nodiscard]] std::uint64_t& count_of(OrderStatus status) { return orders[static_cast<std::size_t>(status)]; }
};

[[nodiscard]] SaleStatus status_of(const Sale& sale, Instant now);

class SaleTable {
 public:
  explicit SaleTable(std::uint32_t capacity);

  [[nodiscard]] std::optional<SaleIndex> find(MerchantId merchant, const SaleId& id) const;
  [[nodiscard]] const Sale& operator[](SaleIndex index) const { return sales_[index.value]; }
  [[nodiscard]] Sale& operator[](SaleIndex index) { return sales_[index.value]; }
  [[nodiscard]] std::span<const Sale> all() const { return sales_; }
  // In the order in which they were made.
  [[nodiscard]] std::span<const SaleIndex> all_of(MerchantId merchant) const;
  [[nodiscard]] bool full() const { return sales_.size() == sales_.capacity(); }

  // A sale with no terms yet. Not while full(), nor if it is there.
  SaleIndex add(MerchantId merchant, const SaleId& id);

 private:
  std::vector<Sale> sales_;
  CompactIndex by_name_;
  boost::unordered_flat_map<std::uint32_t, std::vector<SaleIndex>> by_merchant_;
};

}  // namespace doorbuster::inventory
