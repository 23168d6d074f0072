// Finding number tokens in JSON text by the grammar of RFC 8259, section 6.
#include "net/json/json_numbers.hpp"

#include <algorithm>

namespace doorbuster::net {
namespace {

constexpr std::string_view stand_in = "0.5";
// The longest number that surely fits 64 bits has 18 digits and a sign.
constexpr std::size_t surely_fits = 19;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool in_number(char c) { return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }

std::string_view skip_digits(std::string_view text) {
  text.remove_prefix(static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin()));
  return text;
}

bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return false;
  text = text.front() == '0' ? text.substr(1) : skip_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    text = skip_digits(text);
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    text = skip_digits(text);
  }
  return text.empty();
}

bool may_be_huge(std::string_view number) {
  return number.size() > surely_fits || number.find_first_of("eE") != std::string_view::npos;
}

// How long the string is that begins `text`, its quotes included.
std::size_t string_bytes(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return text.size();
}

// How long the run of characters is that numbers are made of.
std::size_t number_bytes(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, in_number) - text.begin());
}

}  // namespace

std::string without_huge_numbers(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    std::size_t taken = 1;
    if (text.front() == '"') {
      taken = string_bytes(text);
    } else if (text.front() == '-' || is_digit(text.front())) {
      taken = number_bytes(text);
    }
    const std::string_view token = text.substr(0, taken);
    result.append(is_json_number(token) && may_be_huge(token) ? stand_in : token);
    text.remove_prefix(taken);
  }
  return result;
}

}  // namespace doorbuster::net
