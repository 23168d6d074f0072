// Memory for tables, whatever its size: zeros, on a cache line's edge, there to be written from end to end.
#include "inventory/table_memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

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

}  // namespace
}  // namespace doorbuster::inventory
