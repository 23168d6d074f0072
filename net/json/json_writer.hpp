// Writes JSON by appending to a string: puts the commas, escapes what needs it, and knows how our values are told.
// Knows nothing of HTTP or of what any object means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inventory/inventory.hpp"

namespace doorbuster::net {

class JsonWriter {
 public:
  // Appends to `out`, which outlives it.
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  // `name` is a literal of ours: it is not escaped.
  void key(std::string_view name);

  void value(std::string_view text);  // UTF-8; escaped
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::int64_t number);
  void value(std::uint64_t number);
  void value(std::uint32_t number) { value(std::uint64_t{number}); }
  void value(int number) { value(std::int64_t{number}); }
  void value(bool truth);
  void value(inventory::Instant at);
  void value(const inventory::Currency& currency) { plain(currency.view()); }
  template <class Tag>
  void value(const inventory::Name<Tag>& name) {
    plain(name.view());
  }
  void null();

  // A string of characters that JSON takes as they are.
  void plain(std::string_view text);
  // A whole value that is JSON already.
  void json(std::string_view text);

  template <class Value>
  void member(std::string_view name, const Value& of) {
    key(name);
    value(of);
  }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();

  std::string& out_;
  bool comma_ = false;      // the next member or element is not the first
  bool after_key_ = false;  // the next value belongs to a key
};

}  // namespace doorbuster::net
