// What the inventory says, as JSON, with the members and their order as the contract has them.
#pragma once

#include <string>

#include "core/core.hpp"
#include "net/json/json_writer.hpp"

namespace doorbuster::net {

void append_sku(JsonWriter& json, const inventory::SkuView& sku);
void append_sale(JsonWriter& json, const inventory::SaleView& sale);
void append_order(JsonWriter& json, const inventory::OrderView& order, const core::OrderIds& ids);
void append_forgotten_buyer(JsonWriter& json, const inventory::ForgottenBuyer& buyer);
void append_order_page(JsonWriter& json, const inventory::OrderPage& page, const core::OrderIds& ids);
void append_sale_page(JsonWriter& json, const inventory::SalePage& page);

// Without the braces around them: for whoever has more members to tell.
void append_order_members(JsonWriter& json, const inventory::OrderView& order, const core::OrderIds& ids);
void append_order_id(JsonWriter& json, std::string_view name, inventory::OrderNumber order, const core::OrderIds& ids);
// All of a sale's terms but its items.
void append_sale_head_members(JsonWriter& json, const inventory::SaleTerms& terms);
void append_sale_item_members(JsonWriter& json, const inventory::SaleItemTerms& item);
// What an item came to.
void append_sale_item_units(JsonWriter& json, const inventory::SaleItemView& item);
// What a sale came to: status, sums and counts.
void append_sale_standing_members(JsonWriter& json, const inventory::SaleView& sale);

}  // namespace doorbuster::net
