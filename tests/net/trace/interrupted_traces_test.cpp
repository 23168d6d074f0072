// Traces that are read in the middle of being noted, and the other way round. Threads meet there so rarely that a test
// of them may pass whatever the code does; so here a signal comes between two of a thread's instructions, and its
// handler does the other half: again and again, until each has been cut short anywhere. What this can't show is two who
// begin to note in the same moment, since a handler has ended before its thread goes on: recent_traces_test.cpp has
// threads for that, and luck.
#include <gtest/gtest.h>
#include <sys/time.h>

#include <atomic>
#include <csignal>

#include "net/trace/recent_traces.hpp"

namespace doorbuster::net {
namespace {

constexpr int interruptions_wanted = 5'000;
constexpr suseconds_t pause_us = 20;

TraceContext trace(std::uint64_t n) { return {.trace_high = n, .trace_low = n, .parent = n, .sampled = true}; }

// What a handler may touch: there is one such test at a time.
RecentTraces* traces = nullptr;
const auto subject = TraceSubject::of(inventory::MerchantId{3}, inventory::OrderNumber{1});
std::atomic<std::uint64_t> noted{0};
std::atomic<int> interruptions{0};
std::atomic<int> mixed{0};

void note_next() { traces->note(subject, trace(++noted)); }

void look() {
  const auto found = traces->of(subject);
  if (found && *found != trace(found->trace_high)) ++mixed;
}

void note_in_between(int) {
  note_next();
  ++interruptions;
}

void look_in_between(int) {
  look();
  ++interruptions;
}

// Interrupts this thread by `handler` as long as it lives.
class Interrupted {
 public:
  explicit Interrupted(void (*handler)(int)) : former_(std::signal(SIGALRM, handler)) { every(pause_us); }
  ~Interrupted() {
    every(0);
    std::signal(SIGALRM, former_);
  }
  Interrupted(const Interrupted&) = delete;
  Interrupted& operator=(const Interrupted&) = delete;

 private:
  static void every(suseconds_t microseconds) {
    const itimerval timer{.it_interval = {0, microseconds}, .it_value = {0, microseconds}};
    setitimer(ITIMER_REAL, &timer, nullptr);
  }
  void (*former_)(int);
};

struct InterruptedTraces : testing::Test {
  InterruptedTraces() {
    traces = &table;
    interruptions = mixed = 0;
    note_next();
  }
  ~InterruptedTraces() override { traces = nullptr; }
  RecentTraces table;
};

TEST_F(InterruptedTraces, AreReadAgainWhereOneWasNotedInBetween) {
  const Interrupted often(note_in_between);
  while (interruptions < interruptions_wanted) look();
  EXPECT_EQ(mixed, 0);
}

TEST_F(InterruptedTraces, AreNotReadWhereOneIsHalfNoted) {
  const Interrupted often(look_in_between);
  while (interruptions < interruptions_wanted) note_next();
  EXPECT_EQ(mixed, 0);
}

// The second to note finds the first one's place taken, and gives up: nobody's words stand among another's.
TEST_F(InterruptedTraces, AreEachNotedWhole) {
  const Interrupted often(note_in_between);
  while (interruptions < interruptions_wanted) {
    note_next();
    look();
  }
  EXPECT_EQ(mixed, 0);
}

}  // namespace
}  // namespace doorbuster::net
