// The chunked coding's bounds, to the byte.
#include "net/http/chunked_body.hpp"

#include <gtest/gtest.h>

#include "malformed_requests.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

using Progress = ChunkedBody::Progress;

constexpr std::size_t body_max = 4096;

Progress decode(std::string wire) {
  ChunkedBody body;
  body.begin(0, body_max);
  return body.decode(wire);
}

TEST(ChunkedBody, MovesDataDownOverWhatFramedIt) {
  std::string wire = "HEAD3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\nnext";
  ChunkedBody body;
  body.begin(4, body_max);
  ASSERT_EQ(body.decode(wire), Progress::complete);
  EXPECT_EQ(wire.substr(4, body.body_end() - 4), "abcde");
  EXPECT_EQ(wire.substr(body.message_end()), "next");
}

TEST(ChunkedBody, BoundsAChunksExtensions) {
  const auto with_line_of = [](std::size_t bytes) {
    return decode("1;" + std::string(bytes - 4, 'x') + "\r\na\r\n0\r\n\r\n");
  };
  EXPECT_EQ(with_line_of(transport::chunk_line_bytes_max), Progress::complete);
  EXPECT_EQ(with_line_of(transport::chunk_line_bytes_max + 1), Progress::refused);
}

TEST(ChunkedBody, BoundsItsTrailersTogether) {
  const auto with_trailers_of = [](std::size_t bytes) {
    const std::string first = "X: " + std::string(4000, 'x') + "\r\n";
    const std::string second = "Y: " + std::string(bytes - first.size() - 7, 'x') + "\r\n";
    return decode("0\r\n" + first + second + "\r\n");
  };
  EXPECT_EQ(with_trailers_of(transport::trailer_bytes_max), Progress::complete);
  EXPECT_EQ(with_trailers_of(transport::trailer_bytes_max + 1), Progress::refused);
}

TEST(ChunkedBody, BoundsWhatFramingCosts) {
  constexpr std::size_t framing_of_a_byte = 5;
  constexpr std::size_t last_chunk = 5;
  constexpr std::size_t chunks = (transport::chunk_framing_bytes_max(body_max) - last_chunk) / framing_of_a_byte;
  static_assert(chunks <= body_max);
  EXPECT_EQ(decode(test::repeated(chunks, "1\r\na\r\n") + "0\r\n\r\n"), Progress::complete);
  EXPECT_EQ(decode(test::repeated(chunks + 1, "1\r\na\r\n") + "0\r\n\r\n"), Progress::refused);
}

}  // namespace
}  // namespace doorbuster::net
