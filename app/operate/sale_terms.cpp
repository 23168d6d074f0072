// From words to JSON.
#include "app/operate/sale_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"

namespace doorbuster::app {
namespace {

namespace json = boost::json;

struct ItemWord {
  std::string_view word;    // on the command line
  std::string_view member;  // in the API
};
constexpr std::array item_words{ItemWord{"price", "price"}, ItemWord{"quota", "quota"},
                                ItemWord{"per-buyer", "per_buyer_limit"}};

constexpr std::size_t terms_bytes_max = std::size_t{1} << 20;  // indented, and with all that a server adds

Fault misunderstood(std::string sentence) { return {.code = ExitCode::usage, .sentence = std::move(sentence)}; }

Fault misunderstood_item(const std::string& text) {
  return misunderstood(fmt::format("--item \"{}\" is not {}.", text, item_rule));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string_view split_off(std::string_view& rest, char separator) {
  const std::string_view part = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return part;
}

Outcome<json::object> item_of(const std::string& text) {
  std::string_view rest = text;
  json::object item{{"sku", split_off(rest, ',')}};
  while (!rest.empty()) {
    std::string_view value = split_off(rest, ',');
    const std::string_view word = split_off(value, '=');
    const auto known = std::ranges::find(item_words, word, &ItemWord::word);
    const auto number = whole_number(value);
    if (known == item_words.end() || !number || item.contains(known->member)) return misunderstood_item(text);
    item[known->member] = *number;
  }
  if (!item.contains("price")) return misunderstood_item(text);
  return item;
}

Outcome<std::string> time_of(const char* flag, const std::string& text, inventory::Instant now) {
  const auto time = parse_time(text, now);
  if (!time) return misunderstood(fmt::format("{} \"{}\" is not a time: {}.", flag, text, time_rule));
  return to_rfc3339(*time);
}

Fault unusable(const std::string& path, std::string_view why) {
  return {.code = ExitCode::configuration, .sentence = fmt::format("{} {}.", path, why)};
}

Outcome<json::object> terms_in(const std::string& path) {
  std::ifstream file;
  if (path != "-") file.open(path);
  std::istream& in = path == "-" ? std::cin : file;
  std::string text(terms_bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || (path != "-" && !file.is_open())) return unusable(path, "can't be read");
  if (text.size() > terms_bytes_max) return unusable(path, "is longer than 1 MiB, as no sale's terms are");
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  if (error || !value.is_object()) return unusable(path, "does not hold an object of JSON");
  return terms_of(value.get_object());
}

}  // namespace

Outcome<json::object> terms_of(const SaleWish& wish, inventory::Instant now) {
  if (!wish.file.empty()) {
    auto terms = terms_in(wish.file);
    if (terms) (*terms)["sale"] = wish.sale;
    return terms;
  }
  if (wish.currency.empty() || wish.ends.empty() || wish.items.empty()) {
    return misunderstood("A sale needs --currency, --ends and at least one --item, or --from FILE.");
  }
  const auto starts = time_of("--starts", wish.starts, now);
  if (!starts) return starts.error();
  const auto ends = time_of("--ends", wish.ends, now);
  if (!ends) return ends.error();
  const auto hold = parse_length(wish.hold);
  if (!hold) return misunderstood(fmt::format("--hold \"{}\" is not a length of time such as 90s or 15m.", wish.hold));
  json::array items;
  for (const std::string& text : wish.items) {
    auto item = item_of(text);
    if (!item) return item.error();
    items.emplace_back(std::move(*item));
  }
  json::object terms{{"sale", wish.sale},
                     {"name", wish.name.empty() ? wish.sale : wish.name},
                     {"currency", wish.currency},
                     {"starts_at", *starts},
                     {"ends_at", *ends},
                     {"hold_seconds", hold->count()},
                     {"late_payment", wish.late_payment},
                     {"items", std::move(items)}};
  if (wish.one_order_in_flight) terms["one_order_in_flight"] = true;
  return terms;
}

json::object terms_of(const json::object& sale) {
  json::object terms = sale;
  for (const char* told : {"status", "gmv", "orders"}) terms.erase(told);
  if (auto* items = terms.if_contains("items"); items != nullptr && items->is_array()) {
    for (json::value& item : items->get_array()) {
      if (!item.is_object()) continue;
      for (const char* told : {"available", "held", "sold"}) item.get_object().erase(told);
    }
  }
  return terms;
}

}  // namespace doorbuster::app
