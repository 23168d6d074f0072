// What may be asked of the state: commands, which may change it, and queries, which may not.
// A command is a value of its own: it holds no pointer into anybody's buffer. Whoever makes one has checked its
// shape (ranges of prices, quantities and counts as stated at each type); decide() checks what needs the state.
#pragma once

#include <boost/container/small_vector.hpp>
#include <optional>
#include <string>
#include <variant>

#include "inventory/terms.hpp"

namespace doorbuster::inventory {

struct PutSku {
  MerchantId merchant;
  SkuId sku;
  std::string name;
};

struct AdjustStock {
  MerchantId merchant;
  SkuId sku;
  Quantity delta = 0;
  std::string reason;
  KeyDigest key;
  BodyDigest body;
};

struct PutSale {
  MerchantId merchant;
  SaleTerms terms;
};

struct WantedLine {
  SkuId sku;
  Quantity qty = 0;  // 1 to limits::quantity_per_line
};
using WantedLines = boost::container::small_vector<WantedLine, inline_lines>;

struct PlaceOrder {
  MerchantId merchant;
  SaleId sale;
  BuyerId buyer;
  WantedLines lines;  // 1 to limits::lines_per_order, as asked: one SKU may stand in several
  KeyDigest key;
  BodyDigest body;
};

struct PayOrder {
  MerchantId merchant;
  OrderNumber order;
  PaymentId payment;
  Money amount = 0;
};

struct CancelOrder {
  MerchantId merchant;
  OrderNumber order;
};

// From here on nothing leads from this id to the orders that it has: see BuyerForgotten.
struct ForgetBuyer {
  MerchantId merchant;
  BuyerId buyer;
};

using Command = std::variant<PutSku, AdjustStock, PutSale, PlaceOrder, PayOrder, CancelOrder, ForgetBuyer>;

struct ReadSku {
  MerchantId merchant;
  SkuId sku;
};

struct ReadSale {
  MerchantId merchant;
  SaleId sale;
};

struct ReadOrder {
  MerchantId merchant;
  OrderNumber order;
};

// Orders in order of acceptance, those after `after` that match every filter given.
struct ListOrders {
  MerchantId merchant;
  std::optional<SaleId> sale;
  std::optional<BuyerId> buyer;
  std::optional<OrderStatus> status;
  OrderNumber after;
  std::uint32_t limit = 100;  // 1 to limits::orders_per_page
};

// Sales in the order in which they were made, those after `after`.
struct ListSales {
  MerchantId merchant;
  std::optional<SaleId> after;
  std::uint32_t limit = 100;  // 1 to limits::sales_per_page
};

// The sales that a merchant would look at now: those that are running, then what comes next, then what was last.
struct WatchSales {
  MerchantId merchant;
};

using Query = std::variant<ReadSku, ReadSale, ReadOrder, ListOrders, ListSales, WatchSales>;

}  // namespace doorbuster::inventory
