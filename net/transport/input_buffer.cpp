// The bytes that a connection has received and not yet used up.
#include "net/transport/input_buffer.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "net/http_message.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

InputBuffer::InputBuffer() { resize(transport::input_bytes); }

std::span<char> InputBuffer::bytes() { return {storage_.data() + begin_, end_ - begin_}; }

void InputBuffer::consume(std::size_t bytes) {
  assert(bytes <= end_ - begin_);
  begin_ += bytes;
}

std::span<char> InputBuffer::make_room(std::size_t message_bytes) {
  const std::size_t there = end_ - begin_;
  if (begin_ > 0) {
    std::memmove(storage_.data(), storage_.data() + begin_, there);
    begin_ = 0;
    end_ = there;
  }
  if (const auto wanted = room_for(message_bytes); wanted != room()) {
    if (there == 0) storage_ = std::vector<char>();
    resize(wanted);
  }
  return {storage_.data() + end_, storage_.size() - body_padding - end_};
}

std::size_t InputBuffer::room() const { return storage_.size() - body_padding; }

std::size_t InputBuffer::room_for(std::size_t message_bytes) const {
  const std::size_t there = end_ - begin_;
  if (there == 0) return transport::input_bytes;
  // By doubling: what a head promises takes memory only as it comes.
  if (there == room() && message_bytes > room()) return std::min(2 * room(), message_bytes);
  return room();
}

void InputBuffer::received(std::size_t bytes) {
  assert(bytes <= storage_.size() - body_padding - end_);
  end_ += bytes;
}

void InputBuffer::resize(std::size_t room) { storage_.resize(room + body_padding); }

}  // namespace doorbuster::net
