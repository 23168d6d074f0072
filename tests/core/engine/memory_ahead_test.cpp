// Memory for the next orders is taken beside the engine.
#include "core/engine/memory_ahead.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/core/engine/engine_fixture.hpp"
#include "tests/support/memory_taken.hpp"

namespace doorbuster::core {
namespace {

TEST(MemoryAhead, IsTakenByTheTimeItsOwnerEnds) {
  if (!support::can_take_memory()) GTEST_SKIP() << "the kernel is older than 5.14";
  const inventory::State state(inventory::Capacity{});
  const auto wanted = state.memory_ahead(100'000);
  { MemoryAhead().follow(state); }
  for (const auto& stretch : wanted) EXPECT_TRUE(support::is_memory(stretch.memory, stretch.bytes));
}

TEST(MemoryAhead, LeavesASmallStateAlone) {
  const inventory::State state(inventory::Capacity{10, 10, 10, 1'000, 1'000, 1'000, 100, 1'000});
  MemoryAhead ahead;
  ahead.follow(state);
  ahead.follow(state);
}

TEST(MemoryAhead, IsTakenByAnEnginesFirstRound) {
  if (!support::can_take_memory()) GTEST_SKIP() << "the kernel is older than 5.14";
  inventory::State state(inventory::Capacity{});
  const auto wanted = state.memory_ahead(100'000);  // a state that is moved keeps its tables where they are
  HandTime time;
  Engine engine({{}, std::move(state), std::make_unique<HandJournal>(), {}, {}}, time, {});
  engine.step();
  constexpr int tries_max = 10'000;
  const auto taken = [&](const auto& stretch) { return support::is_memory(stretch.memory, stretch.bytes); };
  for (int tries = 0; tries < tries_max && !std::ranges::all_of(wanted, taken); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  EXPECT_TRUE(std::ranges::all_of(wanted, taken));
}

}  // namespace
}  // namespace doorbuster::core
