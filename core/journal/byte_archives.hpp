// The two archives that a record passes through: one writes its parts, the other reads them, with the same calls, so
// that one description of a record serves both. Reading trusts nothing and never throws.
#pragma once

#include <cassert>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "inventory/inventory.hpp"

namespace doorbuster::core {

inline constexpr unsigned varint_bits = 7;
inline constexpr std::uint8_t varint_more = 0x80;

class RecordEncoder {
 public:
  static constexpr bool reads = false;
  explicit RecordEncoder(std::span<std::byte> into) : at_(into.data()), end_(into.data() + into.size()) {}

  [[nodiscard]] std::byte* at() const { return at_; }

  void byte(std::uint8_t value) {
    assert(at_ < end_);
    *at_++ = std::byte{value};
  }
  void unsigned_integer(std::uint64_t value) {
    for (; value >= varint_more; value >>= varint_bits) byte(static_cast<std::uint8_t>(value | varint_more));
    byte(static_cast<std::uint8_t>(value));
  }
  void signed_integer(std::int64_t value) {  // zigzag: 0, -1, 1, -2, ...
    unsigned_integer((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void word(std::uint64_t value) { raw(&value, sizeof value); }
  bool flag(bool value) {
    byte(value ? 1 : 0);
    return value;
  }
  std::size_t count(std::size_t value, [[maybe_unused]] std::size_t bound) {
    assert(value <= bound);
    unsigned_integer(value);
    return value;
  }
  void text(std::string_view value, std::size_t bound) {
    count(value.size(), bound);
    raw(value.data(), value.size());
  }
  template <class Tag>
  void name(const inventory::Name<Tag>& value) {
    text(value.view(), inventory::limits::id_bytes);
  }
  void currency(const inventory::Currency& value) { raw(value.code, sizeof value.code); }

 private:
  void raw(const void* bytes, std::size_t size) {
    assert(static_cast<std::size_t>(end_ - at_) >= size);
    std::memcpy(at_, bytes, size);
    at_ += size;
  }

  std::byte* at_;
  std::byte* end_;
};

// After the first thing that can't be, failed() stays true and all that is read is zero or empty.
class RecordDecoder {
 public:
  static constexpr bool reads = true;
  explicit RecordDecoder(std::span<const std::byte> from) : at_(from.data()), end_(from.data() + from.size()) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  [[nodiscard]] const std::byte* at() const { return at_; }
  void fail() {
    failed_ = true;
    at_ = end_;
  }

  template <std::unsigned_integral Integer>
  void byte(Integer& value) {
    value = at_ < end_ ? static_cast<Integer>(*at_++) : (fail(), Integer{0});
  }
  template <std::unsigned_integral Integer>
  void unsigned_integer(Integer& value) {
    std::uint64_t wide = varint();
    if (wide > std::numeric_limits<Integer>::max()) fail(), wide = 0;
    value = static_cast<Integer>(wide);
  }
  void signed_integer(std::int64_t& value) {
    const std::uint64_t wide = varint();
    value = static_cast<std::int64_t>((wide >> 1) ^ (~(wide & 1) + 1));
  }
  void word(std::uint64_t& value) {
    value = 0;
    const std::string_view bytes = raw(sizeof value);
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
  }
  bool flag(bool) {
    std::uint8_t value = 0;
    byte(value);
    if (value > 1) fail();
    return value == 1;
  }
  std::size_t count(std::size_t, std::size_t bound) {
    const std::uint64_t value = varint();
    if (value <= bound) return value;
    fail();
    return 0;
  }
  void text(std::string& value, std::size_t bound) { value = raw(count(0, bound)); }
  template <class Tag>
  void name(inventory::Name<Tag>& value) {
    if (!value.assign(raw(count(0, inventory::limits::id_bytes)))) fail();
  }
  void currency(inventory::Currency& value) {
    const auto parsed = inventory::Currency::parse(raw(sizeof value.code));
    if (parsed) value = *parsed;
    else fail();
  }

 private:
  // One spelling for each number: no more bytes than it needs.
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += varint_bits) {
      std::uint8_t next = 0;
      byte(next);
      const std::uint64_t bits = next & (varint_more - 1u);
      const bool overflows = shift == 63 && bits > 1;
      const bool overlong = shift > 0 && next == 0;
      if (failed_ || overflows || overlong) break;
      value |= bits << shift;
      if ((next & varint_more) == 0) return value;
    }
    fail();
    return 0;
  }
  std::string_view raw(std::size_t size) {
    if (left() < size) {
      fail();
      return {};
    }
    const std::string_view bytes(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    return bytes;
  }

  const std::byte* at_;
  const std::byte* end_;
  bool failed_ = false;
};

}  // namespace doorbuster::core
