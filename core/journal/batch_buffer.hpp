// The bytes of one batch while it is being put together, in memory that a direct write takes as it is.
#pragma once

#include "core/files/aligned_buffer.hpp"
#include "core/journal/journal_format.hpp"

namespace doorbuster::core {

class BatchBuffer {
 public:
  // Room for a body of `body_bytes`, and the header.
  explicit BatchBuffer(std::size_t body_bytes) : memory_(round_up_to_block(sizeof(BatchHeader) + body_bytes)) {}

  [[nodiscard]] bool empty() const { return events_ == 0; }
  [[nodiscard]] bool has_room() const { return body_bytes_ < full_body_bytes; }
  [[nodiscard]] std::uint32_t events() const { return events_; }
  // What it takes of a segment, as it stands.
  [[nodiscard]] std::uint64_t bytes() const { return round_up_to_block(sizeof(BatchHeader) + body_bytes_); }

  void append(const inventory::Event& event);

  // `header` says where the batch stands and what comes before it; the rest is filled in. Valid until clear().
  struct Sealed {
    BatchHeader header;
    std::span<const std::byte> bytes;
  };
  [[nodiscard]] Sealed seal(BatchHeader header);
  void clear();

 private:
  AlignedBuffer memory_;
  std::size_t body_bytes_ = 0;
  std::uint32_t events_ = 0;
  inventory::Instant base_;  // the first event's
};

}  // namespace doorbuster::core
