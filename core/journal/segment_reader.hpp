// Reads one segment's batches, each checked by itself. What comes before and after is for the caller.
#pragma once

#include <limits>
#include <optional>
#include <span>

#include "core/files/aligned_buffer.hpp"
#include "core/journal/segment_files.hpp"

namespace doorbuster::core {

struct Batch {
  BatchHeader header;
  std::span<const std::byte> body;  // in the reader's window: valid until its next call
};

// For reading all there is: large, for the device's sake.
inline constexpr std::size_t long_read_ahead = std::size_t{4} << 20;
// For looking at a few batches.
inline constexpr std::size_t short_read_ahead = std::size_t{128} << 10;

class SegmentReader {
 public:
  // `read_ahead`: how much is read at once, in blocks; a larger batch is read whole all the same.
  [[nodiscard]] static Result<SegmentReader> open(Files& files, std::uint64_t number, std::size_t read_ahead);

  [[nodiscard]] const SegmentHeader& header() const { return segment_.header; }

  // The batch at `offset`, if it is whole and was written for this very place.
  [[nodiscard]] Result<std::optional<Batch>> batch_at(std::uint64_t offset);
  // Where the first batch at or after `offset`, and before `end`, stands, going by headers alone.
  [[nodiscard]] Result<std::optional<std::uint64_t>> find_batch(
      std::uint64_t offset, std::uint64_t end = std::numeric_limits<std::uint64_t>::max());
  // The end of the last block before `end` that isn't all zeros; `offset` if all are, from there on.
  [[nodiscard]] Result<std::uint64_t> end_of_remains(std::uint64_t offset, std::uint64_t end);

  // What has been read ahead may have been written since: read it again.
  void forget() { window_bytes_ = 0; }

 private:
  SegmentReader(Segment segment, std::size_t read_ahead);
  // `bytes` from `offset`, which stay there until the next call; fewer where the file ends.
  [[nodiscard]] Result<std::span<const std::byte>> view(std::uint64_t offset, std::uint64_t bytes);
  [[nodiscard]] bool belongs(const BatchHeader& header, std::uint64_t offset) const;

  Segment segment_;
  std::size_t read_ahead_;
  AlignedBuffer window_;
  std::uint64_t window_offset_ = 0;
  std::uint64_t window_bytes_ = 0;
};

}  // namespace doorbuster::core
