// Which listed order is whose: the ledger's and the books' sides brought together by the orders' ids.
#pragma once

#include <utility>
#include <vector>

#include "loadtest/audit/books.hpp"
#include "loadtest/drive/ledger.hpp"

namespace doorbuster::loadtest {

struct Matches {
  static constexpr std::uint32_t none = 0xffff'ffff;

  // For each arrival that won: the listed order of that id, and how many there are.
  std::vector<std::uint32_t> listed;
  std::vector<std::uint32_t> times;
  // For each listed order: the arrival that was told of it.
  std::vector<std::uint32_t> owner;
  // Arrivals that were told of an order of which another had been told: the later one, and the other.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> twins;
};

[[nodiscard]] Matches match(const Ledger& ledger, const Books& books);

}  // namespace doorbuster::loadtest
