// What an answer holds, as people read it.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::app {

// Members of an answer; what isn't there, or is of another type, is empty or 0.
[[nodiscard]] std::string text_of(const boost::json::object& object, std::string_view member);
[[nodiscard]] std::int64_t number_of(const boost::json::object& object, std::string_view member);
[[nodiscard]] std::optional<std::int64_t> optional_number_of(const boost::json::object& object,
                                                             std::string_view member);
[[nodiscard]] const boost::json::array& array_of(const boost::json::object& object, std::string_view member);

// 12,345,678
[[nodiscard]] std::string grouped(std::int64_t number);
// 19900 in CNY: "199.00 CNY"; in JPY, which has no minor unit: "19,900 JPY" (ISO 4217).
[[nodiscard]] std::string money(std::int64_t minor_units, std::string_view currency);

// Of texts in UTF-8 whose characters are each one column wide.
[[nodiscard]] std::size_t columns_of(std::string_view text);
// The beginning of `text`, at most `columns` wide.
[[nodiscard]] std::string cut_to(std::string_view text, std::size_t columns);

// Rows of cells under a row of headings, each column as wide as it must be; a line each.
struct Table {
  explicit Table(std::vector<std::string> headings) : rows{std::move(headings)} {}
  void add(std::vector<std::string> row) { rows.push_back(std::move(row)); }
  // `numbers_from`: the first of the columns that hold numbers, and stand to the right.
  [[nodiscard]] std::string text(std::size_t numbers_from) const;

  std::vector<std::vector<std::string>> rows;
};

}  // namespace doorbuster::app
