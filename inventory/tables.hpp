// All tables of a state. Only this folder and its tests may open them; apply() alone changes them.
#pragma once

#include "inventory/buyer_table.hpp"
#include "inventory/buyer_units.hpp"
#include "inventory/hash.hpp"
#include "inventory/hold_queue.hpp"
#include "inventory/key_index.hpp"
#include "inventory/order_book.hpp"
#include "inventory/overtaken_holds.hpp"
#include "inventory/payment_book.hpp"
#include "inventory/sale_items.hpp"
#include "inventory/sale_table.hpp"
#include "inventory/sku_table.hpp"
#include "inventory/state.hpp"
#include "inventory/stock_adjustments.hpp"

namespace doorbuster::inventory {

struct Tables {
  Tables(const Capacity& capacity, HashSecret secret)
      : skus(capacity.skus),
        sales(capacity.sales),
        items(capacity.sale_items),
        buyers(capacity.buyers, secret),
        units(capacity.buyers, capacity.order_lines),
        orders(capacity.orders, capacity.order_lines),
        overtaken(capacity.orders),
        adjustments(capacity.stock_keys),
        keys(capacity.orders, capacity.stock_keys),
        holds(capacity.orders),
        payments(capacity.payments) {}

  SkuTable skus;
  SaleTable sales;
  SaleItems items;
  BuyerTable buyers;
  BuyerUnits units;
  OrderBook orders;
  OvertakenHolds overtaken;
  StockAdjustments adjustments;
  KeyIndex keys;
  HoldQueue holds;
  PaymentBook payments;
  Position position;  // of the newest event

  // The order, unless there is none of this number or it is another merchant's.
  [[nodiscard]] const Order* find_order(MerchantId merchant, OrderNumber number) const {
    if (!orders.has(number)) return nullptr;
    const Order& order = orders[number];
    return sales[order.sale].merchant == merchant ? &order : nullptr;
  }
  [[nodiscard]] std::optional<BoundTo> bound_to(const KeyDigest& key) const { return bound_to(key, hash_of(key)); }
  [[nodiscard]] std::optional<BoundTo> bound_to(const KeyDigest& key, std::uint64_t hash) const {
    return keys.find(key, hash, orders, adjustments);
  }
};

}  // namespace doorbuster::inventory
