// The real orders of an online shop (Online Retail, Daqing Chen, UCI Machine Learning Repository, CC BY 4.0), read
// from a trace with the columns t,seq,invoice,buyer,guest,sku,qty,price_pence,kind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/system/market.hpp"

namespace doorbuster::system_tests {

// One thing that a buyer did: bought some lines, or took back one.
struct UciStep {
  std::uint32_t buyer = 0;
  bool cancels = false;
  std::size_t market = 0;   // whose SKUs these are
  std::vector<Line> lines;  // of a cancellation, the one SKU
};

struct UciTrace {
  std::vector<Market> markets;  // the SKUs, shared out so that each sale's terms fit a request's body
  std::vector<UciStep> steps;   // in order of time; an invoice's lines are split by sale, and into orders of 100 lines
  std::size_t invoices = 0;
};

// The first `invoices_max` invoices. Each SKU's stock is `stock_percent` of what they ask for. Throws if the file
// can't be read.
[[nodiscard]] UciTrace read_uci(const std::filesystem::path& file, std::size_t invoices_max, int stock_percent);

}  // namespace doorbuster::system_tests
