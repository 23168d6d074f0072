// The journal's bytes: what its writer writes and its readers read, and nothing else does. docs/journal.md tells the
// same in prose, with the reasons and an example. All numbers are little endian.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

#include "core/files/file.hpp"
#include "core/journal/record_codec.hpp"
#include "core/journal/store_id.hpp"

namespace doorbuster::core {

static_assert(std::endian::native == std::endian::little, "headers are copied to and from the disk as they are");

// Eight characters as they stand in the file.
consteval std::uint64_t magic_number(const char (&text)[9]) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
  return value;
}

inline constexpr std::uint64_t segment_magic = magic_number("DOORSEGM");
inline constexpr std::uint64_t batch_magic = magic_number("DOORBTCH");
inline constexpr std::uint32_t journal_version = 1;
inline constexpr std::uint64_t first_segment = 1;
inline constexpr std::uint64_t first_epoch = 1;

// The first block of a segment holds this and zeros.
struct SegmentHeader {
  std::uint64_t magic = segment_magic;
  std::uint64_t checksum = 0;  // of all of the block that comes after this field
  std::uint32_t version = journal_version;
  std::uint32_t reserved = 0;
  StoreId store;
  std::uint64_t number = 0;  // counts from first_segment, without gaps
  std::uint64_t epoch = 0;   // how many times the file has been a segment: each use has batches of its own
  std::uint64_t segment_bytes = 0;
};

// Begins on a block's edge; the body follows at once, and zeros up to the next block's edge.
struct BatchHeader {
  std::uint64_t magic = batch_magic;
  std::uint64_t checksum = 0;  // of all of this header that comes after this field
  StoreId store;
  std::uint64_t segment = 0;          // with epoch and offset: the only place where this batch counts
  std::uint64_t epoch = 0;
  std::uint64_t offset = 0;
  std::uint64_t first_position = 0;   // of its first event; of the next one to come, if it has none
  std::uint64_t stable_position = 0;  // all events up to this one were on stable storage before this was written
  std::uint64_t previous = 0;         // the previous batch's checksum; of the very first one, its segment's
  std::uint64_t body_checksum = 0;    // of the body and the zeros after it
  std::int64_t base_time_ms = 0;      // what its records' times count from
  std::uint32_t body_bytes = 0;
  std::uint32_t events = 0;           // 0: a mark, which only says what is stable
  std::uint32_t flags = 0;
  std::array<std::uint32_t, 5> reserved{};
};

inline constexpr std::uint32_t flag_end_of_segment = 1;  // the journal goes on in the next segment
inline constexpr std::uint32_t flag_closed = 2;          // closed in good order
inline constexpr std::uint32_t known_flags = flag_end_of_segment | flag_closed;

static_assert(sizeof(SegmentHeader) == 64 && std::has_unique_object_representations_v<SegmentHeader>);
static_assert(sizeof(BatchHeader) == 128 && std::has_unique_object_representations_v<BatchHeader>);
static_assert(std::is_trivially_copyable_v<SegmentHeader> && std::is_trivially_copyable_v<BatchHeader>);

[[nodiscard]] constexpr std::uint64_t round_up_to_block(std::uint64_t bytes) {
  return (bytes + block_bytes - 1) / block_bytes * block_bytes;
}

// A batch whose body has grown to this takes no more commands; the last one let in may still need all its room.
inline constexpr std::size_t full_body_bytes = std::size_t{1} << 20;
inline constexpr std::size_t max_body_bytes =
    full_body_bytes + inventory::limits::events_per_command * max_record_bytes;
inline constexpr std::uint64_t max_batch_bytes = round_up_to_block(sizeof(BatchHeader) + max_body_bytes);

inline constexpr std::uint64_t min_segment_bytes = std::uint64_t{4} << 20;
inline constexpr std::uint64_t max_segment_bytes = std::uint64_t{4} << 30;
static_assert(block_bytes + max_batch_bytes + block_bytes <= min_segment_bytes,
              "the largest batch fits any segment, between the segment's header and its end mark");

// How much of its segment a batch takes.
[[nodiscard]] constexpr std::uint64_t batch_bytes(const BatchHeader& header) {
  return round_up_to_block(sizeof(BatchHeader) + header.body_bytes);
}

[[nodiscard]] std::uint64_t journal_checksum(std::span<const std::byte> bytes);

// Lays the header into a block of zeros, with its checksum, which it returns.
std::uint64_t seal_segment_header(SegmentHeader header, std::span<std::byte, block_bytes> block);
// `header` at the front of `batch` (its whole length, body and padding in place), with both checksums filled in.
BatchHeader seal_batch(BatchHeader header, std::span<std::byte> batch);

// Each is true if the bytes are what was sealed; where it counts is for the caller to check.
[[nodiscard]] bool read_segment_header(std::span<const std::byte, block_bytes> block, SegmentHeader& header);
[[nodiscard]] bool read_batch_header(std::span<const std::byte> block, BatchHeader& header);

}  // namespace doorbuster::core
