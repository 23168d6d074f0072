// Reading and writing traceparent.
#include "net/trace/trace_context.hpp"

#include <charconv>

namespace doorbuster::net {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::size_t id_digits = 16;   // of half a trace-id, and of a parent-id
constexpr std::size_t text_chars = 55;  // of version 00: 00-<32>-<16>-<2>
constexpr std::uint64_t sampled_flag = 1;

// Hexadecimal digits of ours; nothing for others, such as those in upper case.
std::optional<std::uint64_t> read_hex(std::string_view text) {
  if (text.find_first_not_of(digits) != std::string_view::npos) return std::nullopt;
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return number;
}

// Whether what stands behind the first 55 characters may, in this version.
bool ends_well(std::string_view field, std::uint64_t version) {
  return field.size() == text_chars || (version > 0 && field[text_chars] == '-');
}

}  // namespace

std::optional<TraceContext> parse_traceparent(std::string_view field) {
  constexpr std::uint64_t no_version = 0xff;
  if (field.size() < text_chars) return std::nullopt;
  if (field[2] != '-' || field[35] != '-' || field[52] != '-') return std::nullopt;
  const auto version = read_hex(field.substr(0, 2));
  const auto high = read_hex(field.substr(3, id_digits));
  const auto low = read_hex(field.substr(3 + id_digits, id_digits));
  const auto parent = read_hex(field.substr(36, id_digits));
  const auto flags = read_hex(field.substr(53, 2));
  if (!version || !high || !low || !parent || !flags) return std::nullopt;
  if (*version == no_version || !ends_well(field, *version)) return std::nullopt;
  if ((*high | *low) == 0 || *parent == 0) return std::nullopt;
  return TraceContext{*high, *low, *parent, (*flags & sampled_flag) != 0};
}

void append_hex(std::string& out, std::uint64_t number) {
  for (int shift = 60; shift >= 0; shift -= 4) out.push_back(digits[(number >> shift) & 0xf]);
}

std::string traceparent_text(const TraceContext& context) {
  std::string text = "00-";
  append_hex(text, context.trace_high);
  append_hex(text, context.trace_low);
  text += '-';
  append_hex(text, context.parent);
  text += context.sampled ? "-01" : "-00";
  return text;
}

}  // namespace doorbuster::net
