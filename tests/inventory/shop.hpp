// A small shop for tests: a state with one SKU in one running sale, and short ways to command it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inventory/inventory.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory::tests {

inline constexpr Instant sale_start{1'000'000};
inline constexpr Instant sale_end{2'000'000};
inline constexpr std::uint32_t hold_seconds = 60;
inline constexpr MerchantId merchant{0};

inline constexpr Capacity small_capacity{.skus = 8,
                                         .sales = 8,
                                         .sale_items = 16,
                                         .orders = 64,
                                         .order_lines = 128,
                                         .buyers = 32,
                                         .stock_keys = 16,
                                         .payments = 64};

template <class Id>
Id id(std::string_view text) {
  return Id::parse(text).value();
}

SaleTerms lamp_terms();

class Shop {
 public:
  explicit Shop(const Capacity& capacity = small_capacity) : state(capacity) {}

  // Decides, applies and answers. Every event must fit.
  Answer tell(const Command& command);
  Answer ask(const Query& query) const { return answer(state, query, now); }
  // Ends what is due.
  void sweep();

  Answer put_sku(std::string_view sku);
  Answer stock(std::string_view sku, Quantity delta);
  Answer put_sale(const SaleTerms& terms) { return tell(PutSale{merchant, terms}); }
  PlaceOrder order(std::string_view buyer, Quantity qty = 1, std::string_view sku = "lamp");
  OrderNumber place(std::string_view buyer, Quantity qty = 1);
  Answer pay(OrderNumber number, Money amount, std::string_view payment = "pay");
  Answer cancel(OrderNumber number) { return tell(CancelOrder{merchant, number}); }
  OrderView read(OrderNumber number) const;

  KeyDigest new_key() { return {1, ++keys_}; }

  State state;
  Instant now = sale_start;
  std::vector<Event> events;  // all that were applied

 private:
  std::uint64_t keys_ = 0;
};

// With 10 lamps in stock, for sale from sale_start to sale_end at 100, no quota, no limit.
Shop open_shop(const Capacity& capacity = small_capacity);

// The reason for which an answer is a rejection; nothing if it is none.
std::optional<Reason> reason_of(const Answer& answer);

}  // namespace doorbuster::inventory::tests
