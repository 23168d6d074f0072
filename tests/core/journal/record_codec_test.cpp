// Records: what goes in comes out, and nothing else is ever read.
#include "core/journal/record_codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/core/histories/histories.hpp"
#include "tests/core/histories/telling.hpp"

namespace doorbuster::core {
namespace {

using inventory::Event;
using inventory::Instant;

std::vector<std::byte> encoded(const Event& event, Instant base = {}) {
  std::vector<std::byte> bytes(max_record_bytes);
  bytes.resize(encode_record(event, base, bytes));
  return bytes;
}

std::optional<Event> decoded(std::span<const std::byte> bytes, Instant base = {}) {
  Event event;
  if (!decode_record(bytes, base, event)) return std::nullopt;
  return event;
}

TEST(RecordCodec, GivesBackEveryFactAtTheEdgesOfItsFields) {
  std::set<std::size_t> kinds;
  for (const Event& event : events_at_their_edges()) {
    const auto back = decoded(encoded(event));
    ASSERT_TRUE(back) << tell(event).substr(0, 200);
    EXPECT_EQ(tell(*back), tell(event));
    kinds.insert(event.fact.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<inventory::Fact>) << "a fact without a test";
}

TEST(RecordCodec, KeepsTimesBeforeAndAfterTheBatchsBase) {
  for (const std::int64_t at : {-1, 0, 1, 63, 64, 1'000'000}) {
    const Event event{{1'783'000'000'000 + at}, {0}, inventory::OrderCancelled{{1}, id<inventory::SaleId>("s")}};
    const Instant base{1'783'000'000'000};
    EXPECT_EQ(decoded(encoded(event, base), base)->at, event.at);
  }
}

TEST(RecordCodec, LeavesWhatComesAfterTheRecord) {
  std::vector<std::byte> bytes = encoded(events_at_their_edges()[0]);
  const auto second = encoded(events_at_their_edges()[1]);
  bytes.insert(bytes.end(), second.begin(), second.end());

  std::span<const std::byte> left = bytes;
  Event event;
  ASSERT_TRUE(decode_record(left, {}, event));
  EXPECT_EQ(left.size(), second.size());
  ASSERT_TRUE(decode_record(left, {}, event));
  EXPECT_TRUE(left.empty());
}

TEST(RecordCodec, TakesNoMoreRoomThanItSays) {
  std::size_t largest = 0, smallest = max_record_bytes;
  for (const Event& event : events_at_their_edges()) {
    largest = std::max(largest, encoded(event).size());
    smallest = std::min(smallest, encoded(event).size());
  }
  EXPECT_LE(largest, max_record_bytes);
  EXPECT_GT(largest, max_record_bytes - 64) << "the bound is far from what is needed";
  EXPECT_EQ(smallest, min_record_bytes);
}

TEST(RecordCodec, RefusesARecordCutAnywhere) {
  for (const Event& event : events_at_their_edges()) {
    const auto bytes = encoded(event);
    const std::size_t step = bytes.size() > 10'000 ? 997 : 1;
    for (std::size_t size = 0; size < bytes.size(); size += step) {
      ASSERT_FALSE(decoded(std::span(bytes).first(size))) << size << " of " << bytes.size();
    }
  }
}

TEST(RecordCodec, RefusesBytesLeftOverInTheRecord) {
  auto bytes = encoded(events_at_their_edges()[0]);
  ASSERT_LT(std::to_integer<int>(bytes[0]), 127);
  bytes[0] = static_cast<std::byte>(std::to_integer<int>(bytes[0]) + 1);
  bytes.push_back(std::byte{0});
  EXPECT_FALSE(decoded(bytes));
}

// Byte by byte: length, type, time, merchant, order, then the sale's name: its length and text.
std::vector<std::byte> cancelled(std::initializer_list<int> bytes) {
  std::vector<std::byte> record;
  for (const int byte : bytes) record.push_back(static_cast<std::byte>(byte));
  return record;
}

TEST(RecordCodec, RefusesWhatCantBe) {
  ASSERT_TRUE(decoded(cancelled({6, 5, 0, 0, 1, 1, 's'})));
  EXPECT_FALSE(decoded(cancelled({6, 9, 0, 0, 1, 1, 's'}))) << "no such fact";
  EXPECT_FALSE(decoded(cancelled({6, 5, 0, 0, 1, 1, '-'}))) << "an id can't begin so";
  EXPECT_FALSE(decoded(cancelled({5, 5, 0, 0, 1, 0}))) << "an empty id";
  EXPECT_FALSE(decoded(cancelled({7, 5, 0, 0, 0x81, 0, 1, 's'}))) << "a number longer than it need be";
  EXPECT_FALSE(decoded(cancelled({8, 5, 0, 0x80, 0x80, 4, 1, 1, 's'}))) << "a merchant of 17 bits";
  EXPECT_FALSE(decoded(cancelled({15, 5, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 1, 's'})))
      << "a number of 65 bits";
  EXPECT_FALSE(decoded(cancelled({0}))) << "an empty record";
}

// What was written before there was such a flag has none, and so has all that doesn't need it.
TEST(RecordCodec, KeepsAnAddedFlagOnlyWhereItIsSet) {
  inventory::SalePut put;
  put.terms.sale = id<inventory::SaleId>("s");
  put.terms.items.push_back({id<inventory::SkuId>("k"), 0, std::nullopt, std::nullopt});
  const auto without = encoded({{0}, {0}, put});
  put.terms.one_order_in_flight = true;
  auto with = encoded({{0}, {0}, put});
  ASSERT_EQ(with.size(), without.size() + 1);
  EXPECT_FALSE(std::get<inventory::SalePut>(decoded(without)->fact).terms.one_order_in_flight);
  EXPECT_TRUE(std::get<inventory::SalePut>(decoded(with)->fact).terms.one_order_in_flight);
  for (const int other : {0, 2}) {
    with.back() = static_cast<std::byte>(other);
    EXPECT_FALSE(decoded(with)) << other;
  }
}

TEST(RecordCodec, RefusesATimeThatPassesTheEndOfTime) {
  const Event event{{2}, {0}, inventory::OrderCancelled{{1}, id<inventory::SaleId>("s")}};
  EXPECT_FALSE(decoded(encoded(event), {std::numeric_limits<std::int64_t>::max() - 1}));
}

TEST(RecordCodec, ReadsDamagedBytesWithoutHarmAndNeverTwoWays) {
  std::mt19937_64 random(20'111'111);
  std::vector<std::vector<std::byte>> records;
  for (const Event& event : events_at_their_edges()) {
    if (encoded(event).size() < 1'000) records.push_back(encoded(event));
  }
  std::vector<std::byte> again(max_record_bytes);  // made once: a sanitizer takes a millisecond for so large a buffer
  std::size_t read = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::vector<std::byte> bytes = records[random() % records.size()];
    for (std::uint64_t changes = 1 + random() % 3; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<std::byte>(random() % 256);
    }
    std::span<const std::byte> left = bytes;
    Event event;
    if (!decode_record(left, {}, event)) continue;
    ++read;
    bytes.resize(bytes.size() - left.size());
    ASSERT_TRUE(std::ranges::equal(std::span(again).first(encode_record(event, {}, again)), bytes))
        << "one event, two spellings: " << tell(event).substr(0, 200);
  }
  EXPECT_GT(read, 1'000u);
  EXPECT_LT(read, 199'000u);
}

}  // namespace
}  // namespace doorbuster::core
