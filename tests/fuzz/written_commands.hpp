// Commands written back as the bodies that they could have come from.
#pragma once

#include <string>

#include "inventory/inventory.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/words.hpp"

namespace doorbuster::fuzz {

inline void write_body(net::JsonWriter& out, const inventory::PutSku& command) {
  out.begin_object();
  out.member("name", std::string_view(command.name));
  out.end_object();
}

inline void write_body(net::JsonWriter& out, const inventory::AdjustStock& command) {
  out.begin_object();
  out.member("reason", std::string_view(command.reason));
  out.member("delta", command.delta);
  out.end_object();
}

inline void write_body(net::JsonWriter& out, const inventory::PayOrder& command) {
  out.begin_object();
  out.member("amount", command.amount);
  out.member("payment", command.payment);
  out.end_object();
}

inline void write_body(net::JsonWriter& out, const inventory::CancelOrder&) {
  out.begin_object();
  out.end_object();
}

inline void write_body(net::JsonWriter& out, const inventory::PlaceOrder& command) {
  out.begin_object();
  out.key("items");
  out.begin_array();
  for (const auto& line : command.lines) {
    out.begin_object();
    out.member("qty", line.qty);
    out.member("sku", line.sku);
    out.end_object();
  }
  out.end_array();
  out.member("buyer", command.buyer);
  out.member("sale", command.sale);
  out.end_object();
}

inline void write_body(net::JsonWriter& out, const inventory::PutSale& command) {
  const auto& terms = command.terms;
  out.begin_object();
  out.member("name", std::string_view(terms.name));
  out.member("currency", terms.currency);
  out.member("starts_at", terms.starts_at);
  out.member("ends_at", terms.ends_at);
  out.member("hold_seconds", terms.hold_seconds);
  out.member("late_payment", net::word(terms.late_payment));
  if (terms.one_order_in_flight) out.member("one_order_in_flight", true);
  out.key("items");
  out.begin_array();
  for (const auto& item : terms.items) {
    out.begin_object();
    out.member("sku", item.sku);
    out.member("price", item.price);
    if (item.quota) out.member("quota", *item.quota);
    if (item.per_buyer_limit) out.member("per_buyer_limit", *item.per_buyer_limit);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

template <class Command>
[[nodiscard]] std::string written(const Command& command) {
  std::string text;
  net::JsonWriter out(text);
  write_body(out, command);
  return text;
}

}  // namespace doorbuster::fuzz
