// What nobody outside can foresee.
#include "net/limits/keyed_hash.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bitset>
#include <vector>

namespace doorbuster::net {
namespace {

TEST(KeyedHash, IsTheSameForTheSameBytesAndItsOwn) {
  const KeyedHash one, other;
  const std::vector<std::uint8_t> bytes{1, 2, 3};
  EXPECT_EQ(one(bytes), one(bytes));
  EXPECT_NE(one(bytes), other(bytes)) << "each has a secret of its own";
}

TEST(KeyedHash, SpreadsNeighboursOverAllItsBits) {
  const KeyedHash hash;
  std::uint64_t differ = 0;
  std::array<std::uint8_t, 16> bytes{};
  const auto first = hash(bytes);
  for (std::uint8_t i = 1; i < 64; ++i) {
    bytes[15] = i;
    differ |= first ^ hash(bytes);
  }
  EXPECT_EQ(std::bitset<64>(differ).count(), 64u);
}

}  // namespace
}  // namespace doorbuster::net
