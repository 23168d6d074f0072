// Reads the trace through `xz -dc`, and groups its lines into orders.
#include "tests/system/uci_orders.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace doorbuster::system_tests {
namespace {

constexpr std::size_t markets = 2;
constexpr std::size_t lines_per_order_max = 100;
constexpr std::size_t line_bytes_max = 256;

struct Row {
  std::uint64_t invoice = 0;
  std::uint32_t buyer = 0;
  std::uint32_t sku = 0;
  std::int64_t qty = 0;
  std::int64_t price = 0;
  std::string_view kind;
};

Row parse(const char* text, char (&kind)[line_bytes_max]) {
  unsigned long invoice = 0;
  Row row;
  long qty = 0, price = 0;
  if (std::sscanf(text, "%*u,%*u,%lu,%u,%*u,%u,%ld,%ld,%255[a-z]", &invoice, &row.buyer, &row.sku, &qty, &price,
                  kind) != 6) {
    throw std::runtime_error(std::string("not a line of the trace: ") + text);
  }
  row.invoice = invoice;
  row.qty = qty;
  row.price = price;
  row.kind = kind;
  return row;
}

// Folds rows into steps, one after the other.
class Grouping {
 public:
  explicit Grouping(std::size_t invoices_max) : invoices_max_(invoices_max) {}

  // False once the last invoice has been taken.
  bool add(const Row& row) {
    if (row.kind != "buy" && row.kind != "cancel") return true;
    const std::size_t market = row.sku % markets;
    const std::string sku = "sku-" + std::to_string(row.sku);
    if (row.kind == "cancel") {
      trace_.steps.push_back({row.buyer, true, market, {{sku, -row.qty}}});
      return true;
    }
    if (row.invoice != invoice_) {
      if (trace_.invoices == invoices_max_) return false;
      ++trace_.invoices;
      invoice_ = row.invoice;
      for (auto& open : open_) open = none;
    }
    auto& item = items_[market].emplace(sku, MarketItem{sku, 0, row.price}).first->second;
    item.stock += row.qty;
    lines_of(market, row.buyer).push_back({sku, row.qty});
    return true;
  }

  UciTrace finish(int stock_percent) {
    for (std::size_t i = 0; i < markets; ++i) {
      auto& market = trace_.markets.emplace_back(Market{"uci-" + std::to_string(i), {}});
      for (auto& [name, item] : items_[i]) {
        item.stock = std::max<std::int64_t>(1, item.stock * stock_percent / 100);
        market.items.push_back(item);
      }
    }
    return std::move(trace_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Of the invoice's order in this market that still has room.
  std::vector<Line>& lines_of(std::size_t market, std::uint32_t buyer) {
    auto& open = open_[market];
    if (open == none || trace_.steps[open].lines.size() == lines_per_order_max) {
      open = trace_.steps.size();
      trace_.steps.push_back({buyer, false, market, {}});
    }
    return trace_.steps[open].lines;
  }

  std::size_t invoices_max_;
  std::uint64_t invoice_ = 0;
  std::size_t open_[markets] = {none, none};
  std::map<std::string, MarketItem> items_[markets];
  UciTrace trace_;
};

}  // namespace

UciTrace read_uci(const std::filesystem::path& file, std::size_t invoices_max, int stock_percent) {
  const std::string command = "xz -dc '" + file.string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) throw std::runtime_error("xz can't be run");
  char line[line_bytes_max];
  char kind[line_bytes_max];
  if (std::fgets(line, sizeof line, pipe.get()) == nullptr) throw std::runtime_error("no trace: " + file.string());
  Grouping grouping(invoices_max);
  while (std::fgets(line, sizeof line, pipe.get()) != nullptr && grouping.add(parse(line, kind))) {
  }
  return grouping.finish(stock_percent);
}

}  // namespace doorbuster::system_tests
