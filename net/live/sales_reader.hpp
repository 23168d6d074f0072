// Asks the engine for merchants' sales, all of one moment, and waits for the answer. Knows nothing of who wants them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "core/core.hpp"

namespace doorbuster::net {

// One thread's, but for its making.
class SalesReader {
 public:
  // Before the engine's first step: it opens a port.
  explicit SalesReader(core::Engine& engine);

  // Waits as long as the engine has the question, so the engine must run. False: there is no answer this time, as from
  // an engine that is overloaded or stops, or if nobody's sales are asked for.
  [[nodiscard]] bool read(const std::set<inventory::MerchantId>& merchants);
  // As of the last read(), which was good; null if this merchant's were not asked for.
  [[nodiscard]] const inventory::SalesWatch* sales_of(inventory::MerchantId merchant) const;

 private:
  // Shared with the engine's bell, which may ring a last time after this is gone.
  struct Bell {
    std::mutex mutex;
    std::condition_variable rung;
    bool answered = false;  // under mutex
  };

  const std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();
  core::Port& port_;
  core::Submission submission_;
  std::map<inventory::MerchantId, std::size_t> asked_;  // whose answer is which
};

}  // namespace doorbuster::net
