// Answers as bytes, however they are cut; and what must not be taken for one.
#include "loadtest/http/reply_parser.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace doorbuster::loadtest {
namespace {

// A connection's bytes as they arrive.
struct Stream {
  std::vector<char> bytes;
  ReplyParser parser;

  ParseState receive(std::string_view more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return parser.parse(bytes);
  }
  void consume() { bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(parser.consumed())); }
};

constexpr std::string_view order_answer =
    "HTTP/1.1 201 Created\r\nDate: Wed, 11 Nov 2026 00:00:00 GMT\r\nContent-Type: application/json\r\n"
    "idempotent-replayed: true\r\nContent-Length: 13\r\n\r\n{\"order\":\"x\"}";
constexpr std::string_view chunked_answer =
    "HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\nRetry-After: 3\r\n\r\n"
    "4\r\n{\"co\r\nA;name=value\r\nde\":\"none\"\r\n1\r\n}\r\n0\r\nTrailer: ignored\r\n\r\n";

struct Case {
  std::string_view text;
  unsigned status;
  std::string_view body;
};
constexpr Case cases[] = {
    {order_answer, 201, "{\"order\":\"x\"}"},
    {chunked_answer, 409, "{\"code\":\"none\"}"},
    {"HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
    {"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, ""},
    {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok"},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, ""},
};

TEST(ReplyParser, ReadsAnAnswerCutAtAnyByte) {
  for (const Case& of : cases) {
    for (std::size_t cut = 0; cut < of.text.size(); ++cut) {
      Stream stream;
      ASSERT_EQ(stream.receive(of.text.substr(0, cut)), ParseState::incomplete) << of.text.substr(0, cut);
      ASSERT_EQ(stream.receive(of.text.substr(cut)), ParseState::complete) << cut << " of " << of.text;
      EXPECT_EQ(stream.parser.reply().status, of.status);
      EXPECT_EQ(stream.parser.reply().body, of.body);
      EXPECT_EQ(stream.parser.consumed(), of.text.size());
    }
  }
}

TEST(ReplyParser, ReadsAnAnswerByteByByte) {
  for (const Case& of : cases) {
    Stream stream;
    for (std::size_t i = 0; i + 1 < of.text.size(); ++i) {
      ASSERT_EQ(stream.receive(of.text.substr(i, 1)), ParseState::incomplete);
    }
    ASSERT_EQ(stream.receive(of.text.substr(of.text.size() - 1)), ParseState::complete);
    EXPECT_EQ(stream.parser.reply().body, of.body);
  }
}

TEST(ReplyParser, ReadsPipelinedAnswersOneByOne) {
  Stream stream;
  std::string all;
  for (const Case& of : cases) all += of.text;
  stream.bytes.assign(all.begin(), all.end());
  for (const Case& of : cases) {
    ASSERT_EQ(stream.parser.parse(stream.bytes), ParseState::complete);
    EXPECT_EQ(stream.parser.reply().status, of.status);
    EXPECT_EQ(stream.parser.reply().body, of.body);
    stream.consume();
  }
  EXPECT_EQ(stream.parser.parse(stream.bytes), ParseState::incomplete);
}

TEST(ReplyParser, TakesTheFieldsThatMatter) {
  Stream stream;
  ASSERT_EQ(stream.receive(order_answer), ParseState::complete);
  EXPECT_TRUE(stream.parser.reply().replayed);
  EXPECT_TRUE(stream.parser.reply().keeps_open);
  stream.consume();
  ASSERT_EQ(stream.receive(chunked_answer), ParseState::complete);
  EXPECT_FALSE(stream.parser.reply().replayed);
  EXPECT_EQ(stream.parser.reply().retry_after, std::chrono::seconds(3));
  stream.consume();
  ASSERT_EQ(stream.receive("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n"), ParseState::complete);
  EXPECT_FALSE(stream.parser.reply().keeps_open);
  stream.consume();
  ASSERT_EQ(stream.receive("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"), ParseState::complete);
  EXPECT_FALSE(stream.parser.reply().keeps_open);
}

TEST(ReplyParser, RefusesWhatCouldBeReadInTwoWays) {
  for (const std::string_view text : {
           "HTTP/1.1 200 OK\r\n\r\n",  // no end but the connection's
           "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
           "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
           "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\nx",
           "HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n\r\nx",
           "HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\nx",
           "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n folded: 1\r\n\r\nx",
           "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
           "HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n",
           "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
           "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n",
           "HTTP/1.1 101 Switching\r\n\r\n",
           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n",
           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
           "nonsense\r\n\r\n",
       }) {
    Stream stream;
    EXPECT_EQ(stream.receive(text), ParseState::malformed) << text;
  }
}

TEST(ReplyParser, TakesNoBlankLineForAHeadAfterAnInterimAnswer) {
  Stream stream;
  ASSERT_EQ(stream.receive("HTTP/1.1 100 Continue\r\n\r\n"), ParseState::incomplete);
  EXPECT_EQ(stream.receive("\r\n"), ParseState::incomplete);
  EXPECT_EQ(stream.receive("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), ParseState::malformed);
}

TEST(ReplyParser, BoundsAHeadAndAChunksLine) {
  Stream head;
  EXPECT_EQ(head.receive("HTTP/1.1 200 OK\r\nX: " + std::string(reply_head_bytes_max, 'x')), ParseState::malformed);
  Stream chunk;
  EXPECT_EQ(chunk.receive("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(2'000, '0')),
            ParseState::malformed);
}

}  // namespace
}  // namespace doorbuster::loadtest
