// What stands in a line, and what is left out.
#include "app/operate/event_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "app/client/wording.hpp"

namespace doorbuster::app {
namespace {

namespace json = boost::json;

// Told in the line's head, or by other members.
constexpr std::array<std::string_view, 6> left_out{"position", "at", "type", "status", "created_at", "currency"};

bool is_plain(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '\\' && c != '=' && c != 0x7f;
  });
}

// "lamp×1,chair×2" of an order, "lamp,chair" of a sale.
std::string items_text(const json::array& items) {
  std::string text;
  for (const json::value& value : items) {
    if (!value.is_object()) continue;
    const json::object& item = value.get_object();
    if (!text.empty()) text += ',';
    text += text_of(item, "sku");
    if (const auto quantity = optional_number_of(item, "qty")) text += fmt::format("×{}", *quantity);
  }
  return text;
}

std::string value_text(const json::object& event, std::string_view name, const json::value& value) {
  if (name == "items" && value.is_array()) return items_text(value.get_array());
  if (name == "total") return money(number_of(event, "total"), text_of(event, "currency"));
  if (value.is_string() && is_plain(value.get_string())) return std::string(value.get_string());
  return json::serialize(value);
}

// Of "2026-11-27T07:12:50.229Z" the time of day.
std::string time_of_day(const std::string& at) { return at.size() == 24 ? at.substr(11, 12) : at; }

}  // namespace

std::string event_text(const json::object& event) {
  std::string line = fmt::format("{}  {:>8}  {:<15}", time_of_day(text_of(event, "at")), number_of(event, "position"),
                                 text_of(event, "type"));
  for (const auto& [name, value] : event) {
    if (std::ranges::count(left_out, std::string_view(name)) > 0) continue;
    line += fmt::format("  {}={}", std::string_view(name), value_text(event, name, value));
  }
  return line;
}

}  // namespace doorbuster::app
