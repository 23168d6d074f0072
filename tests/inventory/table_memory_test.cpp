// Memory for tables, whatever its size: zeros, on a cache line's edge, there to be written from end to end.
#include "inventory/table_memory.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

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
  auto* const tried = reserve_table(bytes);
  const bool is_known = madvise(tried, bytes, MADV_POPULATE_READ) == 0;
  release_table(tried, bytes);
  if (!is_known) GTEST_SKIP() << "the kernel is older than 5.14";
  auto* const memory = static_cast<unsigned char*>(reserve_table(bytes));
  populate_table(memory, bytes);
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> pages(bytes / page);
  ASSERT_EQ(mincore(memory, bytes, pages.data()), 0);
  EXPECT_TRUE(std::ranges::all_of(pages, [](unsigned char here) { return (here & 1) != 0; }));
  EXPECT_EQ(memory[bytes - 1], 0);
  release_table(memory, bytes);
}

}  // namespace
}  // namespace doorbuster::inventory
