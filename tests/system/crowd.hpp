// Clients on threads of their own, each over its own connection, who order, pay and cancel at random and keep account
// of it.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/system/ledger.hpp"
#include "tests/system/market.hpp"

namespace doorbuster::system_tests {

// The seed of all that is random here: DOORBUSTER_SEED, or another each time. Printed, so that a run can be had again.
[[nodiscard]] std::uint64_t seed_of_this_run();

class Crowd {
 public:
  // `name`: of this crowd alone; its keys begin with it. `market` outlives it.
  Crowd(const Market& market, std::uint16_t port, std::string name, std::uint64_t seed, unsigned clients);
  ~Crowd();

  // Blocks until so many of its orders have been answered: however slow the machine, it then was a load. False if that
  // takes longer than anybody would wait.
  [[nodiscard]] bool await_answers(std::size_t orders) const;
  // Each client goes on until its connection breaks, or until this is called. What they all know.
  [[nodiscard]] Ledger stop();
  // The same without telling them to stop: waits until every connection has broken.
  [[nodiscard]] Ledger wait();

 private:
  struct Client;
  std::atomic<std::size_t> answers_{0};
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<std::jthread> threads_;
};

}  // namespace doorbuster::system_tests
