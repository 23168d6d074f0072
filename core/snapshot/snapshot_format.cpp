// Checksums of a snapshot's headers and frames: XXH3, 64 bits; and how damage to them is told.
#include "core/snapshot/snapshot_format.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace doorbuster::core {
namespace {

template <class Header>
std::span<const std::byte> checked_part(const Header& header) {
  return std::as_bytes(std::span(&header, 1)).subspan(offsetof(Header, checksum) + sizeof header.checksum);
}

// Seeded, so that a frame counts in its own snapshot only.
std::uint64_t checksum_of(const FrameHeader& header, const SnapshotHeader& snapshot,
                          std::span<const std::byte> payload) {
  const auto checked = checked_part(header);
  const std::uint64_t of_header = XXH3_64bits_withSeed(checked.data(), checked.size(), snapshot.checksum);
  return XXH3_64bits_withSeed(payload.data(), payload.size(), of_header);
}

}  // namespace

SnapshotHeader seal(SnapshotHeader header) {
  header.checksum = journal_checksum(checked_part(header));
  return header;
}

FrameHeader seal(FrameHeader header, const SnapshotHeader& snapshot, std::span<const std::byte> payload) {
  header.checksum = checksum_of(header, snapshot, payload);
  return header;
}

bool is_whole(const SnapshotHeader& header) {
  return header.magic == snapshot_magic && header.checksum == journal_checksum(checked_part(header));
}

bool is_whole(const FrameHeader& header, const SnapshotHeader& snapshot, std::span<const std::byte> payload) {
  return header.checksum == checksum_of(header, snapshot, payload);
}

Failure snapshot_damaged(std::string_view name, std::uint64_t offset, std::string_view what) {
  return Failure{FailureKind::corrupt,
                 fmt::format("The snapshot is damaged: {} at offset {}: {}.", name, offset, what)};
}

}  // namespace doorbuster::core
