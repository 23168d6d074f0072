// A window that reads ahead, and the checks of one batch.
#include "core/journal/segment_reader.hpp"

#include <algorithm>

namespace doorbuster::core {
namespace {

// Its first byte is zero, and each equals the next.
bool all_zero(std::span<const std::byte> bytes) {
  return bytes.empty() ||
         (bytes[0] == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

}  // namespace

Result<SegmentReader> SegmentReader::open(Files& files, std::uint64_t number, std::size_t read_ahead) {
  auto segment = open_segment(files, number, Access::read);
  if (!segment) return segment.error();
  return SegmentReader(std::move(*segment), read_ahead);
}

SegmentReader::SegmentReader(Segment segment, std::size_t read_ahead)
    : segment_(std::move(segment)), read_ahead_(read_ahead), window_(AlignedBuffer::unset(read_ahead)) {}

Result<std::span<const std::byte>> SegmentReader::view(std::uint64_t offset, std::uint64_t bytes) {
  bytes = offset < segment_.header.segment_bytes ? std::min(bytes, segment_.header.segment_bytes - offset) : 0;
  const bool inside = offset >= window_offset_ && offset + bytes <= window_offset_ + window_bytes_;
  if (!inside) {
    if (bytes > window_.size()) window_ = AlignedBuffer::unset(max_batch_bytes);
    const auto got = segment_.file->read(window_.span().first(std::max<std::uint64_t>(bytes, read_ahead_)), offset);
    if (!got) return got.error();
    window_offset_ = offset;
    window_bytes_ = *got;
    bytes = std::min<std::uint64_t>(bytes, *got);
  }
  return window_.span().subspan(offset - window_offset_, bytes);
}

bool SegmentReader::belongs(const BatchHeader& header, std::uint64_t offset) const {
  const SegmentHeader& segment = segment_.header;
  const std::uint64_t room = segment.segment_bytes - offset;
  const bool ends_segment = (header.flags & flag_end_of_segment) != 0;
  return header.store == segment.store && header.segment == segment.number && header.epoch == segment.epoch &&
         header.offset == offset && header.body_bytes <= max_body_bytes &&
         batch_bytes(header) + (ends_segment ? 0 : block_bytes) <= room;
}

Result<std::optional<Batch>> SegmentReader::batch_at(std::uint64_t offset) {
  BatchHeader header;
  auto bytes = view(offset, block_bytes);
  if (!bytes) return bytes.error();
  if (!read_batch_header(*bytes, header) || !belongs(header, offset)) return std::optional<Batch>();

  bytes = view(offset, batch_bytes(header));
  if (!bytes) return bytes.error();
  const auto checked = bytes->subspan(sizeof header);
  if (bytes->size() < batch_bytes(header) || journal_checksum(checked) != header.body_checksum) {
    return std::optional<Batch>();
  }
  return std::optional(Batch{header, checked.first(header.body_bytes)});
}

Result<std::optional<std::uint64_t>> SegmentReader::find_batch(std::uint64_t offset, std::uint64_t end) {
  for (end = std::min(end, segment_.header.segment_bytes); offset < end; offset += block_bytes) {
    const auto block = view(offset, block_bytes);
    if (!block) return block.error();
    BatchHeader header;
    if (read_batch_header(*block, header) && belongs(header, offset)) return std::optional(offset);
  }
  return std::optional<std::uint64_t>();
}

Result<std::uint64_t> SegmentReader::end_of_remains(std::uint64_t offset, std::uint64_t end) {
  std::uint64_t last = offset;
  for (; offset < std::min(end, segment_.header.segment_bytes); offset += block_bytes) {
    const auto block = view(offset, block_bytes);
    if (!block) return block.error();
    if (!all_zero(*block)) last = offset + block_bytes;
  }
  return last;
}

}  // namespace doorbuster::core
