// A snapshot's bytes, pinned: what was written once must be readable for ever. What zstd makes of an image may differ
// from version to version of it, so the file is read, and only the headers are compared. docs/snapshot.md explains it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/snapshot/snapshot.hpp"
#include "tests/core/histories/journal_on_disk.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;

constexpr std::uint64_t golden_segment = 12;
const std::filesystem::path golden_file = std::filesystem::path(DOORBUSTER_GOLDEN) / "snapshot-v1.snap";

SnapshotOf golden_of(const inventory::State& state) {
  SnapshotOf of;
  for (std::size_t i = 0; i < of.store.bytes.size(); ++i) of.store.bytes[i] = static_cast<std::byte>(0xA0 + i);
  of.end = {golden_segment, state.position(), 0x1122334455667788};
  of.last_event_at = {1'783'000'900'010};
  return of;
}

Shop golden_shop() {
  Shop shop;
  shop.open();
  shop.sell(30);
  return shop;
}

std::string bytes_on(const MemoryDisk& disk) {
  const std::string name = snapshot_name(golden_segment);
  std::string bytes(disk.size(name), '\0');
  disk.read(name, 0, std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

std::string golden_file_bytes() {
  std::ifstream file(golden_file, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(GoldenSnapshot, HasTheHeaderThatItAlwaysHad) {
  MemoryDisk disk;
  MemoryFiles files(disk);
  const Shop shop = golden_shop();
  ASSERT_TRUE(write_snapshot(files, golden_of(shop.state()), shop.state(), unwatched));
  const std::string bytes = bytes_on(disk);
  if (std::getenv("DOORBUSTER_WRITE_GOLDEN") != nullptr) std::ofstream(golden_file, std::ios::binary) << bytes;
  EXPECT_EQ(bytes.substr(0, sizeof(SnapshotHeader)), golden_file_bytes().substr(0, sizeof(SnapshotHeader)))
      << "the format has changed: give it a new version, and a golden file of its own ("
      << "DOORBUSTER_WRITE_GOLDEN=1 writes " << golden_file << ")";
}

TEST(GoldenSnapshot, IsReadBack) {
  const std::string bytes = golden_file_bytes();
  ASSERT_FALSE(bytes.empty());
  MemoryDisk disk;
  disk.create(snapshot_name(golden_segment), bytes.size());
  disk.write(snapshot_name(golden_segment), 0, std::as_bytes(std::span(bytes)));
  MemoryFiles files(disk);
  const auto snapshot = read_snapshot(files, golden_segment, small_capacity(), unwatched);
  ASSERT_TRUE(snapshot) << snapshot.error().message;
  const Shop shop = golden_shop();
  const SnapshotOf of = golden_of(shop.state());
  EXPECT_EQ(snapshot->of.store, of.store);
  EXPECT_EQ(snapshot->of.end.position, of.end.position);
  EXPECT_EQ(snapshot->of.end.checksum, of.end.checksum);
  EXPECT_EQ(snapshot->of.last_event_at, of.last_event_at);
  EXPECT_EQ(snapshot->fingerprint, shop.fingerprint());
  EXPECT_EQ(inventory::fingerprint(snapshot->state), shop.fingerprint());
}

TEST(GoldenSnapshot, ThatHoldsMoreThanThereIsRoomForIsNotCalledDamaged) {
  MemoryDisk disk;
  MemoryFiles files(disk);
  const Shop shop = golden_shop();
  ASSERT_TRUE(write_snapshot(files, golden_of(shop.state()), shop.state(), unwatched));
  inventory::Capacity too_small = small_capacity();
  too_small.orders = 10;
  const auto snapshot = read_snapshot(files, golden_segment, too_small, unwatched);
  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().kind, FailureKind::invalid);
}

}  // namespace
}  // namespace doorbuster::core
