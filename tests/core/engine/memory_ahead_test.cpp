// Memory for the next orders is taken beside the engine.
#include "core/engine/memory_ahead.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/core/engine/engine_fixture.hpp"
#include "tests/support/memory_taken.hpp"

namespace doorbuster::core {
namespace {

bool is_memory_soon(const inventory::TableStretches& wanted) {
  constexpr int tries_max = 10'000;
  const auto taken = [](const auto& stretch) { return support::is_memory(stretch.memory, stretch.bytes); };
  for (int tries = 0; tries < tries_max && !std::ranges::all_of(wanted, taken); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  return std::ranges::all_of(wanted, taken);
}

TEST(MemoryAhead, IsTakenAsFarAsItIsTo) {
  if (!support::can_take_memory()) GTEST_SKIP() << "the kernel is older than 5.14";
  const inventory::State state(inventory::Capacity{});
  constexpr std::uint32_t pieces = 300'000;  // more than one
  MemoryAhead ahead(pieces);
  ahead.follow(state);
  EXPECT_TRUE(is_memory_soon(state.memory_ahead(pieces)));
}

TEST(MemoryAhead, EndsWhileItIsTaken) {
  const inventory::State state(inventory::Capacity{});
  MemoryAhead ahead(3'000'000);
  ahead.follow(state);
}

TEST(MemoryAhead, LeavesASmallStateAlone) {
  const inventory::State state(inventory::Capacity{10, 10, 10, 1'000, 1'000, 1'000, 100, 1'000});
  MemoryAhead ahead(100'000);
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
  EXPECT_TRUE(is_memory_soon(wanted));
}

}  // namespace
}  // namespace doorbuster::core
