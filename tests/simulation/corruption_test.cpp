// A few places of the corruption matrix; all of them are the program corruption_matrix's.
#include <gtest/gtest.h>

#include "tests/simulation/corruption.hpp"

namespace doorbuster::simulation {
namespace {

constexpr std::uint64_t stride = 5'003;  // prime to the sizes of blocks and headers

TEST(Corruption, IsHarmlessOrRefused) {
  for (const Patient& patient : patients()) {
    const auto rows = damage_all(patient, stride, 2, [](std::size_t, std::size_t) {});
    EXPECT_GE(rows.size(), 8u);
    for (const Row& row : rows) {
      EXPECT_GT(row.tried, 0u) << row.damage;
      EXPECT_TRUE(row.wrong.empty()) << patient.name << ", " << row.wrong.front();
    }
  }
}

}  // namespace
}  // namespace doorbuster::simulation
