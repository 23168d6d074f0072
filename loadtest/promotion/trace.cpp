// Reads a trace's rows, and says where a row can't be read.
#include "loadtest/promotion/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "loadtest/promotion/csv.hpp"
#include "loadtest/promotion/plan.hpp"
#include "loadtest/promotion/text_file.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr double seconds_max = 1e11;
constexpr std::size_t absent = static_cast<std::size_t>(-1);

struct Columns {
  std::size_t t = absent, seq = absent, buyer = absent, sku = absent, invoice = absent, qty = absent, kind = absent;
};

std::size_t find_column(const std::vector<std::string>& header, std::string_view name) {
  const auto found = std::ranges::find(header, name);
  return found == header.end() ? absent : static_cast<std::size_t>(found - header.begin());
}

Outcome<Columns> find_columns(const std::vector<std::string>& header, std::string_view name) {
  Columns columns;
  columns.t = find_column(header, "t");
  columns.seq = find_column(header, "seq");
  columns.buyer = find_column(header, "buyer");
  columns.sku = find_column(header, "sku");
  columns.invoice = find_column(header, "invoice");
  columns.qty = find_column(header, "qty");
  columns.kind = find_column(header, "kind");
  const std::array<std::pair<std::string_view, std::size_t>, 4> required{
      {{"t", columns.t}, {"seq", columns.seq}, {"buyer", columns.buyer}, {"sku", columns.sku}}};
  for (const auto& [column, index] : required) {
    if (index != absent) continue;
    return Problem{fmt::format("{}, line 1: the header has no column \"{}\"; a trace needs t, seq, buyer and sku.",
                               name, column)};
  }
  return columns;
}

template <class Number>
bool read_number(std::string_view cell, Number& number) {
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return error == std::errc{} && end == cell.data() + cell.size();
}

bool is_id(std::string_view text, std::size_t bytes_max) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  const auto allowed = [&](char c) { return plain(c) || c == '.' || c == '_' || c == ':' || c == '-'; };
  return !text.empty() && text.size() <= bytes_max && plain(text.front()) && std::ranges::all_of(text, allowed);
}

std::optional<RowKind> kind_named(std::string_view name) {
  if (name == "buy") return RowKind::buy;
  if (name == "cancel") return RowKind::cancel;
  if (name == "stockadjust") return RowKind::stock_adjust;
  if (name == "nonproduct") return RowKind::non_product;
  return std::nullopt;
}

// What is wrong with the row, as the end of a sentence; empty: nothing.
std::string read_row(const std::vector<std::string>& cells, const Columns& columns, TraceRow& row) {
  const auto cell = [&](std::size_t column) -> const std::string& { return cells[column]; };
  if (!read_number(cell(columns.t), row.t) || !std::isfinite(row.t) || std::abs(row.t) > seconds_max) {
    return fmt::format("t is \"{}\", which is not a number of seconds", cell(columns.t));
  }
  if (!read_number(cell(columns.seq), row.seq)) {
    return fmt::format("seq is \"{}\", which is not an integer", cell(columns.seq));
  }
  if (columns.qty != absent && !read_number(cell(columns.qty), row.qty)) {
    return fmt::format("qty is \"{}\", which is not an integer", cell(columns.qty));
  }
  row.buyer = cell(columns.buyer);
  if (!is_id(row.buyer, buyer_name_bytes_max)) return fmt::format("buyer is \"{}\", which is not an id", row.buyer);
  row.sku = cell(columns.sku);
  if (!is_id(row.sku, sku_name_bytes_max)) return fmt::format("sku is \"{}\", which is not an id", row.sku);
  if (columns.invoice != absent) row.invoice = cell(columns.invoice);
  if (columns.kind != absent) {
    const std::optional<RowKind> kind = kind_named(cell(columns.kind));
    if (!kind) {
      return fmt::format("kind is \"{}\", which is none of buy, cancel, stockadjust, nonproduct", cell(columns.kind));
    }
    row.kind = *kind;
  }
  return {};
}

// Cuts the next line off `text`, without its end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Outcome<void> put_in_order(std::vector<TraceRow>& rows, std::string_view name) {
  std::ranges::stable_sort(rows, {}, &TraceRow::seq);
  const auto back = std::ranges::adjacent_find(rows, [](const auto& a, const auto& b) { return b.t < a.t; });
  if (back == rows.end()) return {};
  return Problem{fmt::format("{}: t goes back after the row with seq {}; rows in the order of seq must not go back in "
                             "time.", name, back->seq)};
}

}  // namespace

Outcome<std::vector<TraceRow>> parse_trace(std::string_view text, std::string_view name) {
  // What spreadsheets put in front of UTF-8.
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string> cells;
  if (!split_csv_line(take_line(text), cells)) {
    return Problem{fmt::format("{}, line 1: a quoted cell is not closed.", name)};
  }
  const Outcome<Columns> columns = find_columns(cells, name);
  if (!columns) return columns.error();
  const std::size_t width = cells.size();

  std::vector<TraceRow> rows;
  for (std::size_t number = 2; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    if (line.empty()) continue;
    const bool whole = split_csv_line(line, cells);
    if (!whole || cells.size() != width) {
      return Problem{fmt::format("{}, line {}: {} cells where the header has {}.", name, number, cells.size(), width)};
    }
    const std::string fault = read_row(cells, *columns, rows.emplace_back());
    if (!fault.empty()) return Problem{fmt::format("{}, line {}: {}.", name, number, fault)};
  }
  if (rows.empty()) return Problem{fmt::format("{} has a header but no rows: nothing to play.", name)};
  if (const Outcome<void> ordered = put_in_order(rows, name); !ordered) return ordered.error();
  return rows;
}

Outcome<std::vector<TraceRow>> read_trace(const std::string& path) {
  const Outcome<std::string> text = read_text_file(path);
  if (!text) return text.error();
  return parse_trace(*text, path);
}

}  // namespace doorbuster::loadtest
