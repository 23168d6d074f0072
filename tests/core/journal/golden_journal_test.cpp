// The journal's bytes, pinned: what was written once must be readable for ever. docs/journal.md explains the same file.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/core/histories/journal_on_disk.hpp"
#include "tests/core/histories/telling.hpp"

namespace doorbuster::core {
namespace {

using namespace inventory;
using support::MemoryDisk;
using support::MemoryFiles;

StoreId golden_id() {
  StoreId id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) id.bytes[i] = static_cast<std::byte>(0xA0 + i);
  return id;
}

// One of every fact.
std::vector<Event> golden_events() {
  const Instant t{1'783'000'000'000};
  const SaleId sale = id<SaleId>("double-11");
  const SkuId lamp = id<SkuId>("lamp");
  const Currency yuan = Currency::parse("CNY").value();
  SaleTerms terms{sale, "Double 11", yuan, t, {t.ms + 86'400'000}, 900, LatePayment::reclaim, {{lamp, 19'900, 500, 1}}};
  const auto held = [&](std::uint64_t order, std::int64_t at, const char* buyer, KeyDigest key) {
    return OrderHeld{{order}, sale, id<BuyerId>(buyer), {{lamp, 1, 19'900}}, 19'900, yuan, {t.ms + at + 900'000},
                     LatePayment::reclaim, key, {0x1122334455667788}};
  };
  const PaymentId payment = id<PaymentId>("pay_1");
  return {
      {t, {0}, SkuPut{lamp, "Goodnight lamp"}},
      {t, {0}, StockAdjusted{lamp, 1'000, "delivery 7", {1, 2}, {3}}},
      {t, {0}, SalePut{terms}},
      {{t.ms + 5}, {0}, held(1, 5, "u42", {0x0123456789ABCDEF, 0xFEDCBA9876543210})},
      {{t.ms + 6}, {0}, held(2, 6, "u43", {4, 5})},
      {{t.ms + 7}, {0}, OrderPaid{{1}, sale, payment, 19'900}},
      {{t.ms + 8}, {0}, OrderCancelled{{2}, sale}},
      {{t.ms + 9}, {0}, RefundDue{{2}, sale, payment, 19'900}},
      {{t.ms + 10}, {0}, held(3, 10, "u44", {6, 7})},
      {{t.ms + 900'010}, {0}, OrderExpired{{3}, sale}},
  };
}

// The first segment as far as it is written: a mark, five events, five more, a mark, the closing mark.
std::vector<std::byte> golden_bytes() {
  MemoryDisk disk;
  MemoryFiles files(disk);
  EXPECT_TRUE(create_store(files, golden_id(), small_segments));
  auto store = open_store(files, small_segments, small_capacity(), nullptr);
  EXPECT_TRUE(store);
  const auto events = golden_events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    store->journal->append(events[i]);
    if (i % 5 != 4) continue;
    EXPECT_TRUE(store->journal->poll());
  }
  while (store->journal->busy() || store->journal->mark_due()) EXPECT_TRUE(store->journal->poll_idle());
  EXPECT_TRUE(store->journal->close());
  std::vector<std::byte> bytes(written_bytes(disk, 1));
  disk.read(segment_name(1), 0, bytes);
  return bytes;
}

const std::filesystem::path golden_file = std::filesystem::path(DOORBUSTER_GOLDEN) / "journal-v1.seg";

std::vector<std::byte> golden_file_bytes() {
  std::ifstream file(golden_file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

TEST(GoldenJournal, IsWrittenByteForByte) {
  const auto bytes = golden_bytes();
  if (std::getenv("DOORBUSTER_WRITE_GOLDEN") != nullptr) {
    std::ofstream(golden_file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  EXPECT_TRUE(bytes == golden_file_bytes())
      << "the format has changed: give it a new version, and a golden file of its own ("
      << "DOORBUSTER_WRITE_GOLDEN=1 writes " << golden_file << ")";
}

TEST(GoldenJournal, IsReadBack) {
  const auto bytes = golden_file_bytes();
  ASSERT_FALSE(bytes.empty());
  MemoryDisk disk;
  disk.create(segment_name(1), min_segment_bytes);
  disk.write(segment_name(1), 0, bytes);
  const auto store = reopen(disk);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->id, golden_id());
  EXPECT_TRUE(store->recovered.closed_in_good_order);

  MemoryFiles files(disk);
  EventReader reader(files);
  EventCursor cursor;
  std::vector<RecordedEvent> events;
  ASSERT_TRUE(reader.read(cursor, {10}, 100, events));
  const auto expected = golden_events();
  ASSERT_EQ(events.size(), expected.size());
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(tell(events[i].event), tell(expected[i]));
}

}  // namespace
}  // namespace doorbuster::core
