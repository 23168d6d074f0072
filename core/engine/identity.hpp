// Names derived from a store's identity: public order ids, and digests of idempotency keys, of items and of contents.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/store/store.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

// "ord_" and 13 characters of Crockford's base 32: the order's number through a bijection on 64 bits that the store's
// id picks. Tells a reader neither how many orders there are nor the next one's id. Threads: any.
class OrderIds {
 public:
  explicit OrderIds(const StoreId& store);
  static constexpr std::size_t text_bytes = 17;
  [[nodiscard]] std::array<char, text_bytes> text(inventory::OrderNumber order) const;
  // Nothing for what this store could never have given out (exact spelling only). May name an order yet to come.
  [[nodiscard]] std::optional<inventory::OrderNumber> parse(std::string_view text) const;

 private:
  std::array<std::uint64_t, 4> round_keys_;
};

// Stands for one SKU in one sale of one merchant: so wide that two never share one.
struct ItemDigest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend bool operator==(const ItemDigest&, const ItemDigest&) = default;
};

// Keyed hashing (XXH3, seeded by the store's id). Threads: any.
class Digests {
 public:
  explicit Digests(const StoreId& store);
  [[nodiscard]] inventory::KeyDigest key(inventory::MerchantId merchant, std::string_view key) const;
  [[nodiscard]] ItemDigest item(inventory::MerchantId merchant, const inventory::SaleId& sale,
                                const inventory::SkuId& sku) const;
  // `content`: a request's canonical bytes, in which equal contents are equal and different ones differ.
  [[nodiscard]] inventory::BodyDigest body(std::string_view content) const;

 private:
  std::uint64_t seed_;
};

}  // namespace doorbuster::core
