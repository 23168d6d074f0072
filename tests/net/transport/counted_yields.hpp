// How often this program's threads gave way. Stands in one file of a program alone, since it defines sched_yield(), in
// place of the system's own: std::this_thread::yield() calls it.
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

namespace doorbuster::net::test {

inline std::atomic<int> yields = 0;

}  // namespace doorbuster::net::test

extern "C" int sched_yield() noexcept {
  ++doorbuster::net::test::yields;
  return static_cast<int>(syscall(SYS_sched_yield));
}
