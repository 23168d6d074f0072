// Values written one after another as ` name=value`: equal values, and only they, give equal texts.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "inventory/inventory.hpp"
#include "tests/inventory/twin/names.hpp"

namespace doorbuster::inventory::twin {

class Text {
 public:
  template <class Value>
  void operator()(std::string_view name, const Value& value) {
    text_ += ' ';
    text_ += name;
    text_ += '=';
    add(value);
  }
  void word(std::string_view word) { text_ += word; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  template <std::integral Value>
  void add(Value value) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    text_.append(digits.data(), end);
  }
  template <class Value>
    requires std::is_enum_v<Value>
  void add(Value value) {
    text_ += name_of(value);
  }
  void add(const std::string& value) {
    text_ += '"';
    text_ += value;
    text_ += '"';
  }
  template <class Tag>
  void add(const Name<Tag>& value) {
    text_ += value.view();
  }
  template <class Tag, class Value>
  void add(const Number<Tag, Value>& value) {
    add(value.value);
  }
  void add(const KeyDigest& key) {
    add(key.high);
    text_ += '/';
    add(key.low);
  }
  void add(Instant at) { add(at.ms); }
  void add(bool truth) { word(truth ? "yes" : "no"); }
  void add(AddedFlag flag) { add(flag.yes); }
  void add(const Currency& currency) { text_ += currency.view(); }
  template <class Value>
  void add(const std::optional<Value>& value) {
    value ? add(*value) : word("none");
  }
  template <class Range>
    requires requires(const Range& range) { range.begin(); } && (!std::same_as<Range, std::string>)
  void add(const Range& range) {
    text_ += '[';
    for (const auto& element : range) {
      add(element);
      text_ += ';';
    }
    text_ += ']';
  }
  template <class Value>
    requires requires(const Value& value, Text& text) { Value::fields(value, text); }
  void add(const Value& value) {
    Value::fields(value, *this);
  }
  void add(const WantedLine& line) {
    (*this)("sku", line.sku);
    (*this)("qty", line.qty);
  }
  void add(const SaleItemView& item) {
    add(item.terms);
    (*this)("available", item.available);
    (*this)("held", item.held);
    (*this)("sold", item.sold);
  }
  void add(const SaleView& view) {
    (*this)("terms", view.terms);
    (*this)("items", view.items);
    (*this)("status", view.status);
    (*this)("gmv", view.gmv);
    (*this)("orders", view.orders);
  }
  void add(const WatchedItem& watched) {
    add(watched.item);
    (*this)("received", watched.sku.received);
    (*this)("name", watched.sku.name);
    (*this)("stock", watched.sku.available);
  }
  void add(const WatchedSale& watched) {
    add(watched.sale);
    (*this)("watched", watched.items);
    (*this)("all_items", watched.all_items);
  }
  void add(const OrderView& view) {
    (*this)("order", view.order);
    (*this)("sale", view.sale);
    (*this)("buyer", view.buyer);
    (*this)("status", view.status);
    (*this)("lines", view.lines);
    (*this)("total", view.total);
    (*this)("currency", view.currency);
    (*this)("created_at", view.created_at);
    (*this)("hold_expires_at", view.hold_expires_at);
  }

  std::string text_;
};

}  // namespace doorbuster::inventory::twin
