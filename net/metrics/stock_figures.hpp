// What /metrics knows of stock: the last reading of the sales of each merchant who is scraped. One thread reads the
// engine and fills it in (net/live/stock_service), those who are scraped look: neither waits for the other.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "core/core.hpp"

namespace doorbuster::net {

// Any thread. Times are monotonic_ns().
class StockFigures {
 public:
  // Null: there is no reading that is young enough (transport::stock_age_max), as at a merchant's first scrape, or
  // while the engine doesn't answer. From now on, for a while, the merchant's are read.
  [[nodiscard]] std::shared_ptr<const inventory::SalesWatch> ask(inventory::MerchantId merchant, std::int64_t now_ns);

  // Whose sales are to be read: who has asked not long ago. Others are forgotten.
  [[nodiscard]] std::set<inventory::MerchantId> asked_for(std::int64_t now_ns);
  void tell(inventory::MerchantId merchant, inventory::SalesWatch sales, std::int64_t now_ns);

 private:
  struct Reading {
    std::shared_ptr<const inventory::SalesWatch> sales{};
    std::int64_t read_ns = 0;
    std::int64_t asked_ns = 0;
  };

  std::mutex mutex_;
  std::map<inventory::MerchantId, Reading> readings_;  // at most transport::stock_merchants_max
};

}  // namespace doorbuster::net
