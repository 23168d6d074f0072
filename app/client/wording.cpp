// Members, numbers, money, tables.
#include "app/client/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace doorbuster::app {
namespace {

// The currencies of ISO 4217 whose minor unit is not a hundredth.
constexpr std::array<std::string_view, 16> whole_only{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                      "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> thousandths{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

int decimals_of(std::string_view currency) {
  if (std::ranges::count(whole_only, currency) > 0) return 0;
  return std::ranges::count(thousandths, currency) > 0 ? 3 : 2;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

std::string aligned(const std::string& cell, std::size_t width, bool right) {
  const std::string room(width - columns_of(cell), ' ');
  return right ? room + cell : cell + room;
}

}  // namespace

std::string text_of(const boost::json::object& object, std::string_view member) {
  const auto* found = object.if_contains(member);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

std::optional<std::int64_t> optional_number_of(const boost::json::object& object, std::string_view member) {
  const auto* found = object.if_contains(member);
  if (found == nullptr || !found->is_int64()) return std::nullopt;
  return found->get_int64();
}

std::int64_t number_of(const boost::json::object& object, std::string_view member) {
  return optional_number_of(object, member).value_or(0);
}

const boost::json::array& array_of(const boost::json::object& object, std::string_view member) {
  static const boost::json::array none;
  const auto* found = object.if_contains(member);
  return found != nullptr && found->is_array() ? found->get_array() : none;
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string money(std::int64_t minor_units, std::string_view currency) {
  std::int64_t unit = 1;
  const int decimals = decimals_of(currency);
  for (int i = 0; i < decimals; ++i) unit *= 10;
  std::string text = grouped(minor_units / unit);
  if (decimals > 0) text += fmt::format(".{:0{}}", minor_units % unit, decimals);
  return fmt::format("{} {}", text, currency);
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string cut_to(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (begins_character(text[end]) && columns-- == 0) break;
  }
  return std::string(text.substr(0, end));
}

std::string Table::text(std::size_t numbers_from) const {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += (i > 0 ? "  " : "") + aligned(row[i], widths[i], i >= numbers_from);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

}  // namespace doorbuster::app
