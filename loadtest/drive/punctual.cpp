// What Linux has for a thread that sleeps most of the time and must not be late.
#include "loadtest/drive/punctual.hpp"

#include <linux/sched/types.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace doorbuster::loadtest {
namespace {

// By how much the system may let a thread oversleep, so as to wake several at once. Its usual 50 µs would be half of a
// fast server's latency.
constexpr unsigned long timer_slack_ns = 1'000;
// What a thread asks to run for at a time. Who asks for less goes before a busy thread with a usual slice, such as one
// of the server's on the same processor; its share stays the same.
constexpr unsigned long long slice_ns = 100'000;

}  // namespace

void be_punctual() {
  static_cast<void>(prctl(PR_SET_TIMERSLACK, timer_slack_ns, 0, 0, 0));
  sched_attr attributes{};  // the usual policy, at the usual priority
  attributes.size = sizeof attributes;
  attributes.sched_runtime = slice_ns;
  static_cast<void>(syscall(SYS_sched_setattr, 0, &attributes, 0));
}

}  // namespace doorbuster::loadtest
