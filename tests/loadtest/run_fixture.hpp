// Whole runs against the fake shop, small ones.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fake_server.hpp"
#include "loadtest/loadtest.hpp"
#include "temporary_file.hpp"

namespace doorbuster::loadtest {

class SilentWatcher final : public Watcher {
 public:
  void note(std::string_view sentence) override { notes.emplace_back(sentence); }
  void tick(const Progress& progress) override { last = progress; }
  std::vector<std::string> notes;
  Progress last;
};

// 120 orders for 2 SKUs, every fourth by the same greedy buyer.
inline std::string small_trace() {
  std::string csv = "t,seq,buyer,sku\n";
  for (int i = 0; i < 120; ++i) {
    csv += fmt::format("{},{},buyer-{},sku-{}\n", i / 4, i, i % 4 == 0 ? 0 : i % 40, i % 3 == 0);
  }
  return csv;
}

inline LoadOptions small_promotion(const FakeServer& server) {
  LoadOptions options;
  options.target = server.url();
  options.synthetic = {
      .seed = 7, .orders = 120, .buyers = 60, .skus = 2, .skew = 1.0, .length = std::chrono::seconds(1)};
  options.stock = 20;
  options.per_buyer_limit = 2;
  options.hold_seconds = 900;
  options.pay = 1.0;
  options.threads = 2;
  options.connections = 8;
  options.patience = std::chrono::seconds(20);
  return options;
}

inline std::vector<std::string> failed_checks(const LoadResult& result) {
  std::vector<std::string> failed;
  for (const Check& check : result.checks) {
    if (!check.passed) failed.push_back(check.name);
  }
  return failed;
}

}  // namespace doorbuster::loadtest
