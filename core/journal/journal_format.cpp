// Checksums of the journal's headers and bodies: XXH3, 64 bits.
#include "core/journal/journal_format.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cassert>

namespace doorbuster::core {
namespace {

// Both headers begin with a magic number and the checksum of what follows.
constexpr std::size_t checked_from = 16;
static_assert(offsetof(SegmentHeader, version) == checked_from && offsetof(BatchHeader, store) == checked_from);

}  // namespace

std::uint64_t journal_checksum(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::uint64_t seal_segment_header(SegmentHeader header, std::span<std::byte, block_bytes> block) {
  std::memset(block.data(), 0, block.size());
  std::memcpy(block.data(), &header, sizeof header);
  header.checksum = journal_checksum(block.subspan(checked_from));
  std::memcpy(block.data(), &header, sizeof header);
  return header.checksum;
}

BatchHeader seal_batch(BatchHeader header, std::span<std::byte> batch) {
  assert(batch.size() == batch_bytes(header));
  header.body_checksum = journal_checksum(batch.subspan(sizeof header));
  header.checksum = journal_checksum(std::as_bytes(std::span(&header, 1)).subspan(checked_from));
  std::memcpy(batch.data(), &header, sizeof header);
  return header;
}

bool read_segment_header(std::span<const std::byte, block_bytes> block, SegmentHeader& header) {
  std::memcpy(&header, block.data(), sizeof header);
  return header.magic == segment_magic && header.checksum == journal_checksum(block.subspan(checked_from));
}

bool read_batch_header(std::span<const std::byte> block, BatchHeader& header) {
  if (block.size() < sizeof header) return false;
  std::memcpy(&header, block.data(), sizeof header);
  if (header.magic != batch_magic) return false;
  return header.checksum == journal_checksum(block.subspan(checked_from, sizeof header - checked_from));
}

}  // namespace doorbuster::core
