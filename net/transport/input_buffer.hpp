// The bytes that a connection has received and not yet used up. Always has body_padding readable bytes behind them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace doorbuster::net {

class InputBuffer {
 public:
  InputBuffer();

  // What is there. Views into it hold until make_room().
  [[nodiscard]] std::span<char> bytes();
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  void consume(std::size_t bytes);

  // Room to receive into: moves what is there to the front and, where a message of `message_bytes` needs it, grows.
  // Never empty unless a whole message of that size is there already.
  [[nodiscard]] std::span<char> make_room(std::size_t message_bytes);
  // How much room there is in all, and how much there will be after that.
  [[nodiscard]] std::size_t room() const;
  [[nodiscard]] std::size_t room_for(std::size_t message_bytes) const;
  void received(std::size_t bytes);

 private:
  void resize(std::size_t room);

  std::vector<char> storage_;  // room and padding
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace doorbuster::net
