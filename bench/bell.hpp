// What a port of a bench's thread is woken by, as an I/O thread is by its epoll.
#pragma once

#include <atomic>

namespace doorbuster::bench {

class Bell {
 public:
  // The engine's thread: at most once until the port is looked into again.
  void ring() {
    rung_.store(true);
    rung_.notify_one();
  }
  // The port's thread, which has found it empty: sleeps until there is something in it, or perhaps for no time.
  void wait() {
    rung_.wait(false);
    rung_.store(false);
  }

 private:
  std::atomic<bool> rung_{false};
};

}  // namespace doorbuster::bench
