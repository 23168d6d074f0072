// Asking the engine and waiting for it.
#include "net/live/sales_reader.hpp"

#include <variant>

#include "net/monotonic.hpp"

namespace doorbuster::net {

SalesReader::SalesReader(core::Engine& engine)
    : port_(engine.open_port([bell = bell_] {
        {
          const std::lock_guard lock(bell->mutex);
          bell->answered = true;
        }
        bell->rung.notify_one();
      })) {}

bool SalesReader::read(const std::set<inventory::MerchantId>& merchants) {
  submission_.requests.clear();
  submission_.answers.clear();
  asked_.clear();
  for (const inventory::MerchantId merchant : merchants) {
    asked_.emplace(merchant, submission_.requests.size());
    submission_.requests.emplace_back(inventory::Query(inventory::WatchSales{merchant}));
  }
  if (submission_.requests.empty()) return false;
  submission_.times.submitted = monotonic_ns();
  if (port_.submit(submission_) != core::Submitted::accepted) return false;

  core::Submission* back = nullptr;
  while (port_.take({&back, 1}) == 0) {
    std::unique_lock lock(bell_->mutex);
    bell_->rung.wait(lock, [this] { return bell_->answered; });
    bell_->answered = false;
  }
  return submission_.fate == core::Fate::answered;
}

const inventory::SalesWatch* SalesReader::sales_of(inventory::MerchantId merchant) const {
  const auto asked = asked_.find(merchant);
  if (asked == asked_.end()) return nullptr;
  return &std::get<inventory::SalesWatch>(submission_.answers[asked->second].body);
}

}  // namespace doorbuster::net
