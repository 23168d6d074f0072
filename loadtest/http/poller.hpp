// Waits for many sockets at once (epoll, level-triggered), until one is ready, a moment comes, or another thread calls.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <span>

namespace doorbuster::loadtest {

// One thread's, but for wake().
class Poller {
 public:
  Poller();
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // A closed socket is forgotten by itself. `owner` comes back with its events.
  void add(int socket, void* owner, bool for_writing);
  void change(int socket, void* owner, bool for_writing);

  // What is ready by `deadline`, at most a batch of it; a deadline that has passed means not to wait. Entries without
  // an owner are a wake-up.
  [[nodiscard]] std::span<const epoll_event> wait(std::chrono::steady_clock::time_point deadline);
  // Any thread: lets wait() return, or the next one if none is under way.
  void wake();

 private:
  // Few, so that answers are followed up while the server still works on the rest.
  static constexpr std::size_t events_at_once = 32;

  int epoll_ = -1;
  int wake_up_ = -1;
  std::array<epoll_event, events_at_once> events_{};
};

}  // namespace doorbuster::loadtest
