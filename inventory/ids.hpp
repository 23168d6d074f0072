// Names and numbers of things, each with a type of its own so that a buyer can't be passed for a SKU.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string_view>

#include "inventory/limits.hpp"

namespace doorbuster::inventory {

// An id that a client chose: 1 to 64 of `A-Z a-z 0-9 . _ : -`, the first a letter or digit. Held inline, so that
// it can be copied into commands and events without an allocation. A default-made Name is empty and names nothing.
template <class Tag>
class Name {
 public:
  Name() = default;

  // Nothing if `text` breaks the rule above.
  [[nodiscard]] static std::optional<Name> parse(std::string_view text);
  // Becomes what `text` says; false, and nothing changes, if it breaks the rule. Copies once.
  [[nodiscard]] bool assign(std::string_view text);

  [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  friend bool operator==(const Name& a, const Name& b) { return a.view() == b.view(); }
  friend auto operator<=>(const Name& a, const Name& b) { return a.view() <=> b.view(); }

 private:
  std::uint8_t size_ = 0;
  std::array<char, limits::id_bytes> bytes_;  // what lies past size_ means nothing
};

[[nodiscard]] bool is_id(std::string_view text);

template <class Tag>
std::optional<Name<Tag>> Name<Tag>::parse(std::string_view text) {
  std::optional<Name> name(std::in_place);
  if (!name->assign(text)) name.reset();
  return name;
}

template <class Tag>
bool Name<Tag>::assign(std::string_view text) {
  if (!is_id(text)) return false;
  size_ = static_cast<std::uint8_t>(text.size());
  std::memcpy(bytes_.data(), text.data(), text.size());
  return true;
}

using SkuId = Name<struct SkuTag>;
using SaleId = Name<struct SaleTag>;
using BuyerId = Name<struct BuyerTag>;
using PaymentId = Name<struct PaymentTag>;

// A whole number that means one thing only. Compares and hashes; never converts.
template <class Tag, class Value>
struct Number {
  Value value{};
  friend auto operator<=>(const Number&, const Number&) = default;
};

using MerchantId = Number<struct MerchantTag, std::uint16_t>;   // 0: the only one where no keys are configured
using OrderNumber = Number<struct OrderTag, std::uint64_t>;     // from 1, in order of acceptance; 0 names none
using Position = Number<struct PositionTag, std::uint64_t>;     // how many events came up to and with this one

// What is kept of an idempotency key (together with its merchant) and of a request's content: digests, made by
// whoever read the request. Equal content gives equal digests; KeyDigest is so wide that two keys never share one.
struct KeyDigest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend auto operator<=>(const KeyDigest&, const KeyDigest&) = default;
};
using BodyDigest = Number<struct BodyTag, std::uint64_t>;

}  // namespace doorbuster::inventory

template <class Tag, class Value>
struct std::hash<doorbuster::inventory::Number<Tag, Value>> {
  std::size_t operator()(const doorbuster::inventory::Number<Tag, Value>& number) const {
    return std::hash<Value>{}(number.value);
  }
};
