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
  const std::size_t room = storage_.size() - body_padding;
  if (there == room && message_bytes > room) {
    // By doubling: what a head promises takes memory only as it comes.
    resize(std::min(2 * room, std::max(message_bytes, transport::input_bytes)));
  } else if (there == 0 && room > transport::input_bytes) {
    storage_ = std::vector<char>();
    resize(transport::input_bytes);
  }
  return {storage_.data() + end_, storage_.size() - body_padding - end_};
}

void InputBuffer::received(std::size_t bytes) {
  assert(bytes <= storage_.size() - body_padding - end_);
  end_ += bytes;
}

void InputBuffer::resize(std::size_t room) { storage_.resize(room + body_padding); }

}  // namespace doorbuster::net
