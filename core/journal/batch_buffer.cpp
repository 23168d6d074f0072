// Fills and seals one batch.
#include "core/journal/batch_buffer.hpp"

namespace doorbuster::core {

void BatchBuffer::append(const inventory::Event& event) {
  if (empty()) base_ = event.at;
  body_bytes_ += encode_record(event, base_, memory_.span().subspan(sizeof(BatchHeader) + body_bytes_));
  ++events_;
}

BatchBuffer::Sealed BatchBuffer::seal(BatchHeader header) {
  header.base_time_ms = base_.ms;
  header.body_bytes = static_cast<std::uint32_t>(body_bytes_);
  header.events = events_;
  const auto batch = memory_.span().first(bytes());
  const auto padding = batch.subspan(sizeof header + body_bytes_);
  std::memset(padding.data(), 0, padding.size());
  return {seal_batch(header, batch), batch};
}

void BatchBuffer::clear() {
  body_bytes_ = 0;
  events_ = 0;
  base_ = {};
}

}  // namespace doorbuster::core
