// The flat index: finds what was inserted and nothing else, whatever the hashes are like.
#include "inventory/compact_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "inventory/hash.hpp"

namespace doorbuster::inventory::tests {
namespace {

// Records that are their own keys, hashed by `hash`.
struct Numbers {
  Numbers(std::uint32_t capacity, std::uint64_t (*hash_by)(std::uint64_t)) : index(capacity), hash(hash_by) {}

  void add(std::uint64_t number) {
    index.insert(hash(number), static_cast<std::uint32_t>(records.size()));
    records.push_back(number);
  }
  [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t number) const {
    return index.find(hash(number), [&](std::uint32_t at) { return records.at(at) == number; });
  }

  CompactIndex index;
  std::uint64_t (*hash)(std::uint64_t);
  std::vector<std::uint64_t> records;
};

void expect_all_found(const Numbers& numbers) {
  for (std::uint32_t i = 0; i < numbers.records.size(); ++i) ASSERT_EQ(numbers.find(numbers.records[i]), i);
}

TEST(CompactIndex, FindsNothingWhenNew) {
  const Numbers numbers(100, [](std::uint64_t n) { return hash_of(n); });
  EXPECT_EQ(numbers.find(1), std::nullopt);
}

TEST(CompactIndex, FindsAllItHoldsWhenFull) {
  for (const std::uint32_t capacity : {1u, 2u, 3u, 7u, 8u, 1000u, 65'535u, 65'536u, 100'000u}) {
    Numbers numbers(capacity, [](std::uint64_t n) { return hash_of(n); });
    for (std::uint64_t i = 0; i < capacity; ++i) numbers.add(i * 3);
    expect_all_found(numbers);
    for (std::uint64_t i = 0; i < capacity; ++i) ASSERT_EQ(numbers.find(i * 3 + 1), std::nullopt);
  }
}

TEST(CompactIndex, MayHaveAllThatItHoldsAndLittleElse) {
  Numbers numbers(10'000, [](std::uint64_t n) { return hash_of(n); });
  EXPECT_FALSE(numbers.index.may_have(hash_of(std::uint64_t{1})));
  for (std::uint64_t i = 0; i < 10'000; ++i) numbers.add(i);
  for (std::uint64_t i = 0; i < 10'000; ++i) ASSERT_TRUE(numbers.index.may_have(hash_of(i)));
  int mistaken = 0;
  for (std::uint64_t i = 10'000; i < 20'000; ++i) mistaken += numbers.index.may_have(hash_of(i));
  EXPECT_LT(mistaken, 100);
}

TEST(CompactIndex, TellsRecordsOfOneHashApart) {
  Numbers numbers(50, [](std::uint64_t) { return std::uint64_t{0xabcdef}; });
  for (std::uint64_t i = 0; i < 50; ++i) numbers.add(i);
  expect_all_found(numbers);
  EXPECT_EQ(numbers.find(50), std::nullopt);
}

TEST(CompactIndex, GoesOnAtTheStartWhenItsEndIsTaken) {
  Numbers numbers(10, [](std::uint64_t) { return ~std::uint64_t{0}; });
  for (std::uint64_t i = 0; i < 10; ++i) numbers.add(i);
  expect_all_found(numbers);
}

TEST(CompactIndex, ComparesHardlyAnyRecordInVain) {
  Numbers numbers(10'000, [](std::uint64_t n) { return hash_of(n); });
  for (std::uint64_t i = 0; i < 10'000; ++i) numbers.add(i);
  std::size_t compared = 0;
  for (std::uint64_t i = 10'000; i < 20'000; ++i) {
    const auto found = numbers.index.find(hash_of(i), [&](std::uint32_t) { return ++compared == 0; });
    ASSERT_EQ(found, std::nullopt);
  }
  EXPECT_LT(compared, 100u);
}

}  // namespace
}  // namespace doorbuster::inventory::tests
