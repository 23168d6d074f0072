// A connection's buffer keeps what came, grows only as it fills, and shrinks again.
#include "net/transport/input_buffer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

// Fills all the room there is with `c`; how much that was.
std::size_t fill(InputBuffer& buffer, std::size_t message_bytes, char c) {
  const auto room = buffer.make_room(message_bytes);
  std::fill(room.begin(), room.end(), c);
  buffer.received(room.size());
  return room.size();
}

TEST(InputBuffer, KeepsWhatIsNotConsumedInOrder) {
  InputBuffer buffer;
  const std::string_view text = "abcdef";
  std::copy(text.begin(), text.end(), buffer.make_room(1).begin());
  buffer.received(text.size());
  buffer.consume(2);
  const auto room = buffer.make_room(1);
  EXPECT_EQ(std::string_view(buffer.bytes().data(), buffer.bytes().size()), "cdef");
  EXPECT_EQ(room.size(), transport::input_bytes - 4);
}

TEST(InputBuffer, GrowsNoFurtherThanTheMessage) {
  InputBuffer buffer;
  constexpr std::size_t message = 3 * transport::input_bytes;
  std::size_t all = 0;
  while (all < message) {
    const auto filled = fill(buffer, message, 'x');
    ASSERT_GT(filled, 0u);
    all += filled;
  }
  EXPECT_EQ(all, message);
  EXPECT_EQ(buffer.make_room(message).size(), 0u);
}

TEST(InputBuffer, ShrinksWhenItIsEmptyAgain) {
  InputBuffer buffer;
  fill(buffer, 1, 'x');
  fill(buffer, 4 * transport::input_bytes, 'y');
  buffer.consume(buffer.bytes().size());
  EXPECT_EQ(buffer.make_room(1).size(), transport::input_bytes);
}

}  // namespace
}  // namespace doorbuster::net
