// Memory for tables, whatever its size: zeros, on a cache line's edge, there to be written from end to end.
#include "inventory/table_memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

#include "inventory/state.hpp"
#include "tests/support/memory_taken.hpp"

namespace doorbuster::inventory {
namespace {

class TableMemory : public testing::TestWithParam<std::size_t> {};

TEST_P(TableMemory, IsZeroAndCanBeWrittenFromEndToEnd) {
  const std::size_t bytes = GetParam();
  const auto array = make_table_array<unsigned char>(bytes);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(array.get()) % 64, 0u);
  for (const std::size_t at : {std::size_t{0}, bytes / 2, bytes - 1}) {
    EXPECT_EQ(array[at], 0);
    array[at] = 1;
    EXPECT_EQ(array[at], 1);
  }
}

// Around the sizes at which it comes from elsewhere.
INSTANTIATE_TEST_SUITE_P(OfEverySize, TableMemory,
                         testing::Values(3, 63, 64, 65, (64u << 10) - 1, 64u << 10, (64u << 10) + 1, (32u << 20) - 1,
                                         32u << 20, (32u << 20) + 1, 1u << 30));

TEST(TableVector, KeepsItsElementsWhereTheyAre) {
  TableVector<std::uint64_t> vector;
  vector.reserve(10'000'000);
  const auto* const first = vector.data();
  vector.resize(100'000);
  std::iota(vector.begin(), vector.end(), 0u);
  EXPECT_EQ(vector.data(), first);
  EXPECT_EQ(vector[99'999], 99'999u);
}

TEST(TableVector, OfNothingIsFree) {
  TableVector<std::uint64_t> vector;
  vector.reserve(0);
  EXPECT_TRUE(vector.empty());
}

TEST(PopulatedTable, HasItsMemoryAtOnce) {
  constexpr std::size_t bytes = std::size_t{64} << 20;
  if (!support::can_take_memory()) GTEST_SKIP() << "the kernel is older than 5.14";
  auto* const memory = static_cast<unsigned char*>(reserve_table(bytes));
  populate_table(memory, bytes);
  EXPECT_TRUE(support::is_memory(memory, bytes));
  EXPECT_EQ(memory[bytes - 1], 0);
  release_table(memory, bytes);
}

TEST(MemoryAheadOfOrders, IsThereForOrdersToComeOnceItWasTaken) {
  if (!support::can_take_memory()) GTEST_SKIP() << "the kernel is older than 5.14";
  const State state(Capacity{});
  const TableStretches stretches = state.memory_ahead(100'000);
  EXPECT_EQ(stretches.size(), 6u) << "orders, lines, names, buyers, their first items, holds";
  for (const TableStretch& stretch : stretches) EXPECT_FALSE(support::is_memory(stretch.memory, stretch.bytes));
  take_memory(stretches);
  for (const TableStretch& stretch : stretches) EXPECT_TRUE(support::is_memory(stretch.memory, stretch.bytes));
}

TEST(MemoryAheadOfOrders, EndsWithTheTable) {
  TableVector<std::uint64_t> vector;
  vector.reserve(10'000'000);
  vector.resize(9'999'999);
  TableStretches stretches;
  add_stretch(vector, 100, stretches);
  ASSERT_EQ(stretches.size(), 1u);
  EXPECT_EQ(stretches[0].memory, vector.data() + 9'999'999);
  EXPECT_EQ(stretches[0].bytes, sizeof(std::uint64_t));
  vector.push_back(0);
  stretches.clear();
  add_stretch(vector, 100, stretches);
  EXPECT_TRUE(stretches.empty());
}

TEST(MemoryAheadOfOrders, IsNotAskedForWhereTablesAreSmall) {
  const State state(Capacity{10, 10, 10, 1'000, 1'000, 1'000, 100, 1'000});
  EXPECT_TRUE(state.memory_ahead(100'000).empty());
}

}  // namespace
}  // namespace doorbuster::inventory
