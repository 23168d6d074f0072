// A snapshot's bytes: what its writer writes and its readers read, and nothing else does. docs/snapshot.md tells the
// same in prose. All numbers are little endian. What the image is that it holds, is inventory/image.hpp's.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>

#include "core/journal/journal_format.hpp"

namespace doorbuster::core {

inline constexpr std::uint64_t snapshot_magic = magic_number("DOORSNAP");
inline constexpr std::uint32_t snapshot_version = 1;

// At the front of the file; frames follow at once.
struct SnapshotHeader {
  std::uint64_t magic = snapshot_magic;
  std::uint64_t checksum = 0;  // of all of this header that comes after this field
  std::uint32_t version = snapshot_version;
  std::uint32_t reserved = 0;
  StoreId store;
  std::uint64_t segment = 0;         // the last one that is in it
  std::uint64_t position = 0;        // of the last event that is in it
  std::uint64_t last_batch = 0;      // checksum of that segment's last batch, which the next one names
  std::int64_t last_event_at_ms = 0;
  std::uint64_t fingerprint = 0;     // of the state
};

// A piece of the image, compressed by zstd (RFC 8878). The payload follows at once. The last frame has none.
struct FrameHeader {
  std::uint64_t checksum = 0;      // of this header after this field and of the payload, seeded by the snapshot's own
  std::uint32_t index = 0;         // counts from 0
  std::uint32_t image_bytes = 0;   // what the payload becomes; 0: the end
  std::uint32_t payload_bytes = 0;
  std::uint32_t reserved = 0;
};

static_assert(sizeof(SnapshotHeader) == 80 && std::has_unique_object_representations_v<SnapshotHeader>);
static_assert(sizeof(FrameHeader) == 24 && std::has_unique_object_representations_v<FrameHeader>);
static_assert(std::is_trivially_copyable_v<SnapshotHeader> && std::is_trivially_copyable_v<FrameHeader>);

// Of the image in one frame, at most.
inline constexpr std::size_t frame_image_bytes = std::size_t{1} << 20;

// With its checksum filled in.
[[nodiscard]] SnapshotHeader seal(SnapshotHeader header);
[[nodiscard]] FrameHeader seal(FrameHeader header, const SnapshotHeader& snapshot, std::span<const std::byte> payload);
// Whether it is what was sealed.
[[nodiscard]] bool is_whole(const SnapshotHeader& header);
[[nodiscard]] bool is_whole(const FrameHeader& header, const SnapshotHeader& snapshot,
                            std::span<const std::byte> payload);

// Damage at a place, in a sentence.
[[nodiscard]] Failure snapshot_damaged(std::string_view name, std::uint64_t offset, std::string_view what);

}  // namespace doorbuster::core
