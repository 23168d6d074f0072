// Views as JSON.
#include "net/api/render_views.hpp"

#include "net/json/words.hpp"

namespace doorbuster::net {

void append_sku(JsonWriter& json, const inventory::SkuView& sku) {
  json.begin_object();
  json.member("sku", sku.sku);
  json.member("name", std::string_view(sku.name));
  json.member("received", sku.received);
  json.member("available", sku.available);
  json.member("held", sku.held);
  json.member("sold", sku.sold);
  json.end_object();
}

void append_sale_head_members(JsonWriter& json, const inventory::SaleTerms& terms) {
  json.member("sale", terms.sale);
  json.member("name", std::string_view(terms.name));
  json.member("currency", terms.currency);
  json.member("starts_at", terms.starts_at);
  json.member("ends_at", terms.ends_at);
  json.member("hold_seconds", terms.hold_seconds);
  json.member("late_payment", word(terms.late_payment));
  json.member("one_order_in_flight", bool{terms.one_order_in_flight});
}

void append_sale_item_members(JsonWriter& json, const inventory::SaleItemTerms& item) {
  json.member("sku", item.sku);
  json.member("price", item.price);
  if (item.quota) json.member("quota", *item.quota);
  if (item.per_buyer_limit) json.member("per_buyer_limit", *item.per_buyer_limit);
}

void append_sale_item_units(JsonWriter& json, const inventory::SaleItemView& item) {
  json.member("available", item.available);
  json.member("held", item.held);
  json.member("sold", item.sold);
}

void append_sale_standing_members(JsonWriter& json, const inventory::SaleView& sale) {
  json.member("status", word(sale.status));
  json.member("gmv", sale.gmv);
  json.key("orders");
  json.begin_object();
  for (std::size_t i = 0; i < sale.orders.size(); ++i) json.member(order_status_words[i], sale.orders[i]);
  json.end_object();
}

void append_sale(JsonWriter& json, const inventory::SaleView& sale) {
  json.begin_object();
  append_sale_head_members(json, sale.terms);
  json.key("items");
  json.begin_array();
  for (const inventory::SaleItemView& item : sale.items) {
    json.begin_object();
    append_sale_item_members(json, item.terms);
    append_sale_item_units(json, item);
    json.end_object();
  }
  json.end_array();
  append_sale_standing_members(json, sale);
  json.end_object();
}

void append_sale_page(JsonWriter& json, const inventory::SalePage& page) {
  json.begin_object();
  json.key("data");
  json.begin_array();
  for (const inventory::SaleView& sale : page.sales) append_sale(json, sale);
  json.end_array();
  json.key("next_after");
  if (page.next_after) {
    json.value(*page.next_after);
  } else {
    json.null();
  }
  json.end_object();
}

void append_order_id(JsonWriter& json, std::string_view name, inventory::OrderNumber order, const core::OrderIds& ids) {
  const auto text = ids.text(order);
  json.key(name);
  json.plain({text.data(), text.size()});
}

void append_order_members(JsonWriter& json, const inventory::OrderView& order, const core::OrderIds& ids) {
  append_order_id(json, "order", order.order, ids);
  json.member("sale", order.sale);
  json.member("buyer", order.buyer.empty() ? forgotten_buyer : order.buyer.view());
  json.member("status", word(order.status));
  json.key("items");
  json.begin_array();
  for (const inventory::OrderLine& line : order.lines) {
    json.begin_object();
    json.member("sku", line.sku);
    json.member("qty", line.qty);
    json.member("unit_price", line.unit_price);
    json.end_object();
  }
  json.end_array();
  json.member("total", order.total);
  json.member("currency", order.currency);
  json.member("created_at", order.created_at);
  json.member("hold_expires_at", order.hold_expires_at);
}

void append_order(JsonWriter& json, const inventory::OrderView& order, const core::OrderIds& ids) {
  json.begin_object();
  append_order_members(json, order, ids);
  json.end_object();
}

void append_forgotten_buyer(JsonWriter& json, const inventory::ForgottenBuyer& buyer) {
  json.begin_object();
  json.member("buyer", buyer.buyer);
  json.member("found", buyer.found);
  json.end_object();
}

void append_order_page(JsonWriter& json, const inventory::OrderPage& page, const core::OrderIds& ids) {
  json.begin_object();
  json.key("data");
  json.begin_array();
  for (const inventory::OrderView& order : page.orders) append_order(json, order, ids);
  json.end_array();
  if (page.next_after.value != 0) {
    append_order_id(json, "next_after", page.next_after, ids);
  } else {
    json.key("next_after");
    json.null();
  }
  json.end_object();
}

}  // namespace doorbuster::net
