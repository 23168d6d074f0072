// Wakes one sleeping thread from any other, without a system call while it is awake. (A Dekker handshake over two
// sequentially consistent atomics, with an eventfd to sleep on.)
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace doorbuster::core {

class Doorbell {
 public:
  Doorbell();
  ~Doorbell();
  Doorbell(const Doorbell&) = delete;
  Doorbell& operator=(const Doorbell&) = delete;

  // Any thread: after this the sleeper looks around again before it sleeps on.
  void ring();
  // How often it was rung. The sleeper remembers it before it looks for work.
  [[nodiscard]] std::uint64_t rings() const { return rings_.load(); }
  // Sleeps unless it has been rung since `seen`: until the next ring, until `other_descriptor` (if not -1) is
  // readable, or for `at_most`.
  void sleep(std::uint64_t seen, int other_descriptor, std::chrono::milliseconds at_most);

 private:
  int descriptor_;
  std::atomic<std::uint64_t> rings_{0};
  std::atomic<bool> sleeping_{false};
};

}  // namespace doorbuster::core
