// Readings of the sales, for /metrics.
#include "net/live/stock_service.hpp"

#include "net/monotonic.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

StockService::StockService(core::Engine& engine, StockFigures& figures) : figures_(figures), reader_(engine) {}

StockService::~StockService() { stop(); }

void StockService::start() {
  thread_ = std::thread([this] { run(); });
}

void StockService::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void StockService::run() {
  while (wait()) {
    const auto merchants = figures_.asked_for(monotonic_ns());
    if (!reader_.read(merchants)) continue;
    const auto now = monotonic_ns();
    for (const inventory::MerchantId merchant : merchants) figures_.tell(merchant, *reader_.sales_of(merchant), now);
  }
}

bool StockService::wait() {
  std::unique_lock lock(mutex_);
  return !stop_.wait_for(lock, transport::stock_interval, [this] { return stopping_; });
}

}  // namespace doorbuster::net
