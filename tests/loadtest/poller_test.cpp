// Waiting for sockets, also where the kernel has only the coarser way to do so.
#include "loadtest/http/poller.hpp"

#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "tests/support/forbidden_call.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::steady_clock;

// Something to be waited for, that becomes readable when told.
struct Thing {
  Thing() : handle(eventfd(0, EFD_NONBLOCK)) {}
  ~Thing() { ::close(handle); }
  void come() { eventfd_write(handle, 1); }
  int handle;
};

void expect_to_wait_well() {
  Poller poller;
  Thing thing;
  poller.add(thing.handle, &thing, false);
  const auto deadline = steady_clock::now() + std::chrono::milliseconds(3);
  EXPECT_TRUE(poller.wait(deadline).empty());
  EXPECT_GE(steady_clock::now(), deadline);
  thing.come();
  const auto events = poller.wait(steady_clock::now() + std::chrono::hours(1));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].data.ptr, &thing);
}

TEST(Poller, WaitsUntilItsDeadlineOrUntilSomethingComes) { expect_to_wait_well(); }

TEST(Poller, IsWokenOncePerCall) {
  Poller poller;
  poller.wake();
  EXPECT_EQ(poller.wait(steady_clock::now() + std::chrono::hours(1)).size(), 1u);
  EXPECT_TRUE(poller.wait(steady_clock::now()).empty()) << "whoever waits from here on would be busy";
}

TEST(Poller, DoesSoOnAnOlderKernelToo) {
  bool forbidden = false;
  std::thread([&] {
    forbidden = support::forbid_call(__NR_epoll_pwait2, ENOSYS);
    if (forbidden) expect_to_wait_well();
  }).join();
  if (!forbidden) GTEST_SKIP() << "this system lets no thread forbid itself anything (seccomp)";
}

TEST(Poller, IsWokenByAnotherThread) {
  Poller poller;
  std::thread([&] { poller.wake(); }).join();
  const auto events = poller.wait(steady_clock::now() + std::chrono::hours(1));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].data.ptr, nullptr);
}

}  // namespace
}  // namespace doorbuster::loadtest
