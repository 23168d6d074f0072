// Bytes as lower-case hexadecimal text.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace doorbuster::net {

// 0-9 a-f alone: what has one spelling can't be read in two ways.
[[nodiscard]] inline bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

[[nodiscard]] inline std::string hex_of(std::span<const unsigned char> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const unsigned char byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 0xf];
  }
  return text;
}

}  // namespace doorbuster::net
