// The lexical rules of HTTP/1.1, by one table of character classes.
#include "net/http/http_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace doorbuster::net {
namespace {

enum CharClass : std::uint8_t { token = 1, visible = 2, value = 4, host_name = 8, host_literal = 16, digit = 32 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  const auto add = [&](std::string_view chars, unsigned char_class) {
    for (const char c : chars) {
      auto& entry = classes[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | char_class);
    }
  };
  for (unsigned c = 0x21; c <= 0x7E; ++c) classes[c] = visible | value;
  for (unsigned c = 0x80; c <= 0xFF; ++c) classes[c] = value;  // obs-text
  add(" \t", value);
  add("0123456789", token | host_name | host_literal | digit);
  add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", token | host_name);
  add("!#$%&'*+-.^_`|~", token);
  // Without the comma, which joins what were two fields, and without '@', which ends user information.
  add("-._~%!$&'()*+;=", host_name);
  add("abcdefABCDEF:.", host_literal);
  return classes;
}
constexpr auto classes = make_classes();

bool all_are(std::string_view text, CharClass char_class) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return (classes[static_cast<unsigned char>(c)] & char_class) != 0; });
}

constexpr std::string_view white_space = " \t";
constexpr std::size_t port_digits_max = 5;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

Line first_line(std::string_view bytes, std::size_t bytes_max) {
  const auto window = bytes.substr(0, bytes_max);
  const auto newline = window.find('\n');
  if (newline == std::string_view::npos) {
    return {window.size() < bytes_max ? Line::End::not_yet : Line::End::too_long, {}};
  }
  if (newline == 0 || window[newline - 1] != '\r') return {Line::End::malformed, {}};
  return {Line::End::found, window.substr(0, newline - 1)};
}

bool is_token(std::string_view text) { return !text.empty() && all_are(text, token); }
bool is_field_value(std::string_view text) { return all_are(text, value); }
bool is_visible_ascii(std::string_view text) { return all_are(text, visible); }

bool is_host(std::string_view text) {
  std::string_view rest;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos || close == 1 || !all_are(text.substr(1, close - 1), host_literal))
      return false;
    rest = text.substr(close + 1);
  } else {
    const auto colon = std::min(text.find(':'), text.size());
    if (!all_are(text.substr(0, colon), host_name)) return false;
    if (colon == 0 && !text.empty()) return false;
    rest = text.substr(colon);
  }
  return rest.empty() ||
         (rest.starts_with(':') && rest.size() <= 1 + port_digits_max && all_are(rest.substr(1), digit));
}

std::optional<Field> parse_field(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
  const auto field_value = trimmed(line.substr(colon + 1));
  if (!is_field_value(field_value)) return std::nullopt;
  return Field{line.substr(0, colon), field_value};
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return text.substr(text.size());
  return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

// Most senders write names as the RFCs do: letter by letter only where one doesn't.
bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  return a == b || std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool list_has(std::string_view list, std::string_view wanted) {
  for (;;) {
    const auto comma = list.find(',');
    if (equal_ignoring_case(trimmed(list.substr(0, comma)), wanted)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace doorbuster::net
