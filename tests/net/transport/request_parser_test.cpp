// The parser alone: what it takes, what it refuses, and that neither depends on how the bytes are cut.
#include "net/http/request_parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "malformed_requests.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

using Progress = RequestParser::Progress;
using test::chunked_with;
using test::get_with;

constexpr std::size_t body_max = 64u << 10;

// What became of one message.
struct Outcome {
  Progress progress = Progress::need_more;
  ProblemCode code{};
  Method method{};
  std::string target, body, key, accept;
  bool has_key = false, closes = false;
  std::size_t bytes = 0;
  bool operator==(const Outcome&) const = default;
};

// Parses `wire` as it comes in pieces of `piece` bytes, in a buffer that moves each time.
Outcome parse(const std::string& wire, std::size_t piece = std::string::npos) {
  RequestParser parser;
  parser.reset();
  Outcome outcome;
  std::string buffer;
  for (std::size_t at = 0; at < wire.size() || at == 0;) {
    const auto bytes = std::min(piece, wire.size() - at);
    std::string moved = buffer + wire.substr(at, bytes);
    buffer.swap(moved);
    at += std::max<std::size_t>(bytes, 1);
    outcome.progress = parser.parse(buffer);
    if (outcome.progress == Progress::head) {
      parser.limit_body(body_max);
      outcome.progress = parser.parse(buffer);
    }
    if (outcome.progress != Progress::need_more) break;
    EXPECT_LE(buffer.size(), parser.message_bytes_max());
  }
  if (outcome.progress == Progress::refused) outcome.code = parser.refusal().code;
  if (outcome.progress != Progress::complete) return outcome;
  const auto request = parser.request(buffer);
  outcome.method = request.method;
  outcome.target = request.target;
  outcome.body = request.body;
  outcome.has_key = request.idempotency_key.has_value();
  outcome.key = request.idempotency_key.value_or("");
  outcome.accept = request.accept.value_or("");
  outcome.closes = parser.head().closes();
  outcome.bytes = parser.message_bytes();
  return outcome;
}

class Malformed : public testing::TestWithParam<test::MalformedRequest> {};

TEST_P(Malformed, IsRefusedHoweverItIsCut) {
  const auto& [name, bytes, code] = GetParam();
  for (const std::size_t piece : {bytes.size(), std::size_t{1}, std::size_t{7}}) {
    const auto outcome = parse(bytes, piece);
    EXPECT_EQ(outcome.progress, Progress::refused) << "in pieces of " << piece;
    EXPECT_EQ(outcome.code, code) << "in pieces of " << piece;
  }
}

INSTANTIATE_TEST_SUITE_P(Table, Malformed, testing::ValuesIn(test::malformed_requests()),
                         [](const auto& row) { return row.param.name; });

TEST(RequestParser, TellsMethodTargetAndFields) {
  const auto outcome = parse(
      "PUT /v1/skus/lamp?x=%20y HTTP/1.1\r\nhOsT: shop.example:8080\r\n"
      "Idempotency-Key:   abc \t\r\nAccept:text/event-stream\r\n\r\n");
  EXPECT_EQ(outcome.progress, Progress::complete);
  EXPECT_EQ(outcome.method, Method::put);
  EXPECT_EQ(outcome.target, "/v1/skus/lamp?x=%20y");
  EXPECT_EQ(outcome.key, "abc");
  EXPECT_EQ(outcome.accept, "text/event-stream");
  EXPECT_FALSE(outcome.closes);
}

TEST(RequestParser, KnowsTheMethodsByTheirExactNames) {
  const auto method_of = [](const std::string& token) {
    return parse(token + " / HTTP/1.1\r\nHost: a\r\n\r\n").method;
  };
  EXPECT_EQ(method_of("GET"), Method::get);
  EXPECT_EQ(method_of("HEAD"), Method::head);
  EXPECT_EQ(method_of("PUT"), Method::put);
  EXPECT_EQ(method_of("POST"), Method::post);
  EXPECT_EQ(method_of("OPTIONS"), Method::options);
  EXPECT_EQ(method_of("get"), Method::other);
  EXPECT_EQ(method_of("DELETE"), Method::other);
  EXPECT_EQ(method_of("GETS"), Method::other);
}

TEST(RequestParser, StripsSchemeAndAuthorityOfAnAbsoluteTarget) {
  EXPECT_EQ(parse("GET http://shop:80/livez?a HTTP/1.1\r\nHost: other\r\n\r\n").target, "/livez?a");
  EXPECT_EQ(parse("GET HTTPS://[::1]/ HTTP/1.1\r\nHost: a\r\n\r\n").target, "/");
}

TEST(RequestParser, TakesTheAsteriskOfOptions) {
  EXPECT_EQ(parse("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").target, "*");
}

TEST(RequestParser, SkipsOneEmptyLineBeforeTheRequestLine) {
  const std::string wire = "\r\n" + get_with("");
  EXPECT_EQ(parse(wire).progress, Progress::complete);
  EXPECT_EQ(parse(wire).bytes, wire.size());
  EXPECT_EQ(parse(wire, 1), parse(wire));
}

TEST(RequestParser, TakesEveryKindOfHost) {
  for (const std::string host : {"a", "a.b-c_d:1", "127.0.0.1:65535", "[::1]", "[::ffff:1.2.3.4]:80", "", "a:"}) {
    EXPECT_EQ(parse("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").progress, Progress::complete) << host;
  }
}

TEST(RequestParser, LetsHttp10ComeWithoutHostAndCloses) {
  const auto outcome = parse("GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(outcome.progress, Progress::complete);
  EXPECT_TRUE(outcome.closes);
}

TEST(RequestParser, ClosesWhereAnyConnectionOptionSaysSo) {
  EXPECT_TRUE(parse(get_with("Connection: close\r\n")).closes);
  EXPECT_TRUE(parse(get_with("Connection: keep-alive, Close\r\n")).closes);
  EXPECT_TRUE(parse(get_with("Connection: keep-alive\r\nConnection: close\r\n")).closes);
  EXPECT_TRUE(parse(get_with("Connection: close\r\nConnection: keep-alive\r\n")).closes);
  EXPECT_FALSE(parse(get_with("Connection: keep-alive\r\n")).closes);
  EXPECT_FALSE(parse(get_with("Connection: x-close, closed\r\n")).closes);
}

TEST(RequestParser, JoinsARepeatedIdempotencyKey) {
  const auto outcome = parse(get_with("Idempotency-Key: a\r\nX: y\r\nidempotency-key: b\r\nIdempotency-Key: c\r\n"));
  EXPECT_EQ(outcome.key, "a, b, c");
}

TEST(RequestParser, ForgetsTheMessageBefore) {
  RequestParser parser;
  std::string first =
      get_with("Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 1\r\nConnection: close\r\n") + "x";
  parser.reset();
  ASSERT_EQ(parser.parse(first), Progress::head);
  parser.limit_body(body_max);
  ASSERT_EQ(parser.parse(first), Progress::complete);
  std::string second = get_with("");
  parser.reset();
  ASSERT_EQ(parser.parse(second), Progress::head);
  parser.limit_body(body_max);
  ASSERT_EQ(parser.parse(second), Progress::complete);
  EXPECT_FALSE(parser.request(second).idempotency_key);
  EXPECT_TRUE(parser.request(second).body.empty());
  EXPECT_FALSE(parser.head().closes());
}

TEST(RequestParser, ReadsABodyByItsLengthAndLeavesWhatFollows) {
  const std::string wire = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
  const auto outcome = parse(wire + "GET / HTTP/1.1\r\n");
  EXPECT_EQ(outcome.body, "hello");
  EXPECT_EQ(outcome.bytes, wire.size());
  for (std::size_t piece = 1; piece <= wire.size(); ++piece) EXPECT_EQ(parse(wire, piece), outcome);
}

TEST(RequestParser, ReadsAChunkedBodyHoweverItIsCut) {
  const std::string wire = chunked_with(
      "5;name=\"va;lue\"\r\nhello\r\n1\r\n \r\n00A\r\n0123456789\r\n0;last\r\n"
      "Idempotency-Key: smuggled\r\nContent-Length: 5\r\n\r\n");
  const auto outcome = parse(wire + "GET ");
  EXPECT_EQ(outcome.progress, Progress::complete);
  EXPECT_EQ(outcome.body, "hello 0123456789");
  EXPECT_FALSE(outcome.has_key);
  EXPECT_EQ(outcome.bytes, wire.size());
  for (std::size_t piece = 1; piece <= wire.size(); ++piece) EXPECT_EQ(parse(wire, piece), outcome) << piece;
}

TEST(RequestParser, ReadsAnEmptyChunkedBodyHoweverItIsCut) {
  const std::string wire = chunked_with("0\r\n\r\n");
  for (std::size_t piece = 1; piece <= wire.size(); ++piece) {
    EXPECT_EQ(parse(wire, piece).progress, Progress::complete) << piece;
  }
}

TEST(RequestParser, TakesAHeadOfExactlyTheLimit) {
  const auto empty = get_with("X: \r\n").size();
  const std::string fits(transport::head_bytes_max - empty, 'x');
  EXPECT_EQ(parse(get_with("X: " + fits + "\r\n")).progress, Progress::complete);
  EXPECT_EQ(parse(get_with("X: " + fits + "x\r\n")).code, ProblemCode::header_too_large);
}

TEST(RequestParser, TakesExactlyAHundredFields) {
  EXPECT_EQ(parse(get_with(test::repeated(99, "X: a\r\n"))).progress, Progress::complete);
}

TEST(RequestParser, TakesATargetOfExactlyTheLimit) {
  const auto target = "/" + std::string(transport::target_bytes_max - 1, 'x');
  EXPECT_EQ(parse("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").target, target);
}

TEST(RequestParser, TakesABodyOfExactlyTheLimit) {
  const std::string body(body_max, 'x');
  EXPECT_EQ(parse(get_with("Content-Length: 65536\r\n") + body).body, body);
  EXPECT_EQ(parse(chunked_with("10000\r\n" + body + "\r\n0\r\n\r\n")).body, body);
  EXPECT_EQ(parse(chunked_with("1\r\nx\r\nffff\r\n" + body.substr(1) + "\r\n0\r\n\r\n")).body, body);
}

TEST(RequestParser, RefusesALongBodyOnTheHeadAlone) {
  RequestParser parser;
  parser.reset();
  std::string wire = get_with("Content-Length: 11\r\n");
  ASSERT_EQ(parser.parse(wire), Progress::head);
  parser.limit_body(10);
  EXPECT_EQ(parser.parse(wire), Progress::refused);
  EXPECT_EQ(parser.refusal().code, ProblemCode::body_too_large);
}

TEST(RequestParser, SaysWhenTheClientWaitsForItsHundred) {
  const auto waits = [](const std::string& head, const std::string& body) {
    RequestParser parser;
    parser.reset();
    std::string wire = head + body;
    EXPECT_EQ(parser.parse(wire), Progress::head);
    parser.limit_body(body_max);
    return parser.waits_for_continue(wire.size());
  };
  const auto expecting = get_with("Expect: 100-Continue\r\nContent-Length: 2\r\n");
  EXPECT_TRUE(waits(expecting, ""));
  EXPECT_FALSE(waits(expecting, "x"));
  EXPECT_FALSE(waits(get_with("Expect: 100-continue\r\n"), ""));
  EXPECT_FALSE(waits(get_with("Content-Length: 2\r\n"), ""));
  EXPECT_FALSE(waits("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", ""));
}

}  // namespace
}  // namespace doorbuster::net
