// The request line: what its target stands for, and what can't begin one.
#include <gtest/gtest.h>

#include "net/http/request_parser.hpp"

namespace doorbuster::net {
namespace {

using namespace std::string_literals;
using Progress = RequestParser::Progress;

std::string target_of(const std::string& line) {
  RequestHead head;
  head.clear();
  EXPECT_FALSE(head.take_request_line(line, line.data()));
  return std::string(head.target(line.data()));
}

TEST(RequestLine, OfAUriHasItsPathAndQuery) {
  EXPECT_EQ(target_of("GET http://shop:80/livez?a HTTP/1.1"), "/livez?a");
  EXPECT_EQ(target_of("GET HTTPS://[::1]/ HTTP/1.1"), "/");
}

TEST(RequestLine, OfAUriWithoutAPathMeansTheRoot) {
  EXPECT_EQ(target_of("GET http://shop HTTP/1.1"), "/");
  EXPECT_EQ(target_of("GET http://shop:80?a=/b HTTP/1.1"), "/?a=/b");
}

TEST(RequestLine, OfAUriWithoutAPathMeansTheWholeServerToOptions) {
  EXPECT_EQ(target_of("OPTIONS http://shop HTTP/1.1"), "*");
  EXPECT_EQ(target_of("OPTIONS http://shop/ HTTP/1.1"), "/");
}

TEST(RequestLine, DoesNotKeepTheTargetOfTheOneBefore) {
  RequestHead head;
  head.clear();
  const std::string before = "GET http://shop?a HTTP/1.1";
  EXPECT_FALSE(head.take_request_line(before, before.data()));
  head.clear();
  const std::string line = "GET /livez HTTP/1.1";
  EXPECT_FALSE(head.take_request_line(line, line.data()));
  EXPECT_EQ(head.target(line.data()), "/livez");
}

TEST(RequestLine, ThatCannotBeOneIsRefusedAtItsFirstByte) {
  for (auto bytes : {"\x16\x03\x01"s, "\0"s, " "s, "\n"s, "\x80"s, "{"s, "\r\n\x16"s}) {
    RequestParser parser;
    parser.reset();
    EXPECT_EQ(parser.parse(bytes), Progress::refused);
    EXPECT_EQ(parser.refusal().code, ProblemCode::invalid_http);
  }
  for (auto bytes : {""s, "G"s, "\r"s, "\r\n"s}) {
    RequestParser parser;
    parser.reset();
    EXPECT_EQ(parser.parse(bytes), Progress::need_more);
  }
}

}  // namespace
}  // namespace doorbuster::net
