// One thread that has the sales of those read whose /metrics is scraped, once in a while, however often that is: so a
// scrape costs the engine nothing, and never waits for it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "net/live/sales_reader.hpp"
#include "net/metrics/stock_figures.hpp"

namespace doorbuster::net {

class StockService {
 public:
  // Before the engine's first step: it opens a port. `figures` outlive it.
  StockService(core::Engine& engine, StockFigures& figures);
  ~StockService();
  StockService(const StockService&) = delete;
  StockService& operator=(const StockService&) = delete;

  void start();
  // Waits for what the engine has of it, so the engine must run, and ends its thread.
  void stop();

 private:
  void run();
  // Until it is time for the next reading. False: stop.
  [[nodiscard]] bool wait();

  StockFigures& figures_;
  SalesReader reader_;  // its thread's
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;  // under mutex_
  std::thread thread_;
};

}  // namespace doorbuster::net
