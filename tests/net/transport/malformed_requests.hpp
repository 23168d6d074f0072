// Requests that can't be served because of their framing, each with the problem it must meet: for the parser's test
// and for the server's. To extend it, add a row.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "net/http/problem.hpp"

namespace doorbuster::net::test {

struct MalformedRequest {
  std::string name;  // letters and digits
  std::string bytes;
  ProblemCode code = ProblemCode::invalid_http;
  friend std::ostream& operator<<(std::ostream& out, const MalformedRequest& row) { return out << row.name; }
};

// A GET with these field lines behind its Host.
inline std::string get_with(const std::string& fields) {
  return "GET /livez HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
// A chunked POST with these bytes as its body.
inline std::string chunked_with(const std::string& body) {
  return "POST /v1/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}
inline std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

inline std::vector<MalformedRequest> malformed_requests() {
  using namespace std::string_literals;
  const std::string host = "Host: a\r\n";
  return {
      // request line
      {"NoTarget", "GET\r\n" + host + "\r\n"},
      {"NoVersion", "GET /livez\r\n" + host + "\r\n"},
      {"EmptyTarget", "GET  HTTP/1.1\r\n" + host + "\r\n"},
      {"TwoSpaces", "GET  /livez HTTP/1.1\r\n" + host + "\r\n"},
      {"SpaceInTarget", "GET /li vez HTTP/1.1\r\n" + host + "\r\n"},
      {"TabInsteadOfSpace", "GET\t/livez HTTP/1.1\r\n" + host + "\r\n"},
      {"SpaceAfterVersion", "GET /livez HTTP/1.1 \r\n" + host + "\r\n"},
      {"SpaceBeforeMethod", " GET /livez HTTP/1.1\r\n" + host + "\r\n"},
      {"MethodIsNoToken", "G@T /livez HTTP/1.1\r\n" + host + "\r\n"},
      {"NoMethod", " /livez HTTP/1.1\r\n" + host + "\r\n"},
      {"LowerCaseVersion", "GET /livez http/1.1\r\n" + host + "\r\n"},
      {"Version12", "GET /livez HTTP/1.2\r\n" + host + "\r\n"},
      {"Version09", "GET /livez HTTP/0.9\r\n" + host + "\r\n"},
      {"Version20", "GET /livez HTTP/2.0\r\n" + host + "\r\n"},
      {"VersionWithLeadingZero", "GET /livez HTTP/01.1\r\n" + host + "\r\n"},
      {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {"TlsClientHello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n"s},
      {"TargetWithControlCharacter", "GET /li\x01vez HTTP/1.1\r\n" + host + "\r\n"},
      {"TargetWithDelete", "GET /li\x7fvez HTTP/1.1\r\n" + host + "\r\n"},
      {"TargetBeyondAscii", "GET /caf\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n"},
      {"TargetWithFragment", "GET /livez#top HTTP/1.1\r\n" + host + "\r\n"},
      {"TargetWithNul", "GET /li\0vez HTTP/1.1\r\n"s + host + "\r\n"},
      {"TargetIsNoPath", "GET livez HTTP/1.1\r\n" + host + "\r\n"},
      {"AsteriskWithGet", "GET * HTTP/1.1\r\n" + host + "\r\n"},
      {"AuthorityForm", "CONNECT a:80 HTTP/1.1\r\n" + host + "\r\n"},
      {"SchemeAlone", "GET http HTTP/1.1\r\n" + host + "\r\n"},
      {"SchemeAndColon", "GET http: HTTP/1.1\r\n" + host + "\r\n"},
      {"SchemeAndSlashes", "GET http:// HTTP/1.1\r\n" + host + "\r\n"},
      {"AbsoluteFormOfOtherScheme", "GET ftp://a/livez HTTP/1.1\r\n" + host + "\r\n"},
      {"AbsoluteFormWithoutAuthority", "GET http:///livez HTTP/1.1\r\n" + host + "\r\n"},
      {"AbsoluteFormWithUserInformation", "GET http://u@a/livez HTTP/1.1\r\n" + host + "\r\n"},
      {"TwoEmptyLinesFirst", "\r\n\r\nGET /livez HTTP/1.1\r\n" + host + "\r\n"},
      // line ends
      {"BareLineFeedAfterRequestLine", "GET /livez HTTP/1.1\n" + host + "\r\n"},
      {"BareLineFeedAfterField", "GET /livez HTTP/1.1\r\nHost: a\n\r\n"},
      {"BareLineFeedAtEnd", "GET /livez HTTP/1.1\r\nHost: a\r\n\n"},
      {"BareCarriageReturnInRequestLine", "GET /livez\r HTTP/1.1\r\n" + host + "\r\n"},
      {"BareCarriageReturnInField", get_with("X: a\rb\r\n")},
      {"BareCarriageReturnHidesAField", get_with("X: a\rTransfer-Encoding: chunked\r\n")},
      {"CarriageReturnTwice", "GET /livez HTTP/1.1\r\r\n" + host + "\r\n"},
      // fields
      {"FoldedField", get_with("X: a\r\n b\r\n")},
      {"FoldedFieldByTab", get_with("X: a\r\n\tb\r\n")},
      {"FoldedEmptyField", get_with("X:\r\n a\r\n")},
      {"FoldedWhiteSpace", get_with("X: a\r\n \r\n")},
      {"FoldedFirstLine", "GET /livez HTTP/1.1\r\n X: a\r\n" + host + "\r\n"},
      {"SpaceBeforeColon", get_with("X : a\r\n")},
      {"SpaceInFieldName", get_with("X Y: a\r\n")},
      {"EmptyFieldName", get_with(": a\r\n")},
      {"NoColon", get_with("X\r\n")},
      {"FieldNameIsNoToken", get_with("X(y): a\r\n")},
      {"FieldNameBeyondAscii", get_with("X\xc3\xa9: a\r\n")},
      {"NulInFieldName", get_with("X\0: a\r\n"s)},
      {"NulInFieldValue", get_with("X: a\0b\r\n"s)},
      {"EscapeInFieldValue", get_with("X: a\x1b\r\n")},
      {"DeleteInFieldValue", get_with("X: a\x7f\r\n")},
      {"TwoContentTypes", get_with("Content-Type: application/json\r\nContent-Type: text/plain\r\n")},
      {"TwoAuthorizations", get_with("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n")},
      {"TwoLastEventIds", get_with("Last-Event-ID: 1\r\nLast-Event-ID: 2\r\n")},
      // host
      {"NoHost", "GET /livez HTTP/1.1\r\n\r\n"},
      {"TwoHosts", get_with("Host: b\r\n")},
      {"SameHostTwice", get_with(host)},
      {"HostsInOneField", "GET /livez HTTP/1.1\r\nHost: a, b\r\n\r\n"},
      {"HostWithSpace", "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n"},
      {"HostWithPath", "GET /livez HTTP/1.1\r\nHost: a/b\r\n\r\n"},
      {"HostWithUserInformation", "GET /livez HTTP/1.1\r\nHost: u@a\r\n\r\n"},
      {"HostWithBadPort", "GET /livez HTTP/1.1\r\nHost: a:8x\r\n\r\n"},
      {"HostWithLongPort", "GET /livez HTTP/1.1\r\nHost: a:123456\r\n\r\n"},
      {"HostOfPortOnly", "GET /livez HTTP/1.1\r\nHost: :80\r\n\r\n"},
      {"HostLiteralUnclosed", "GET /livez HTTP/1.1\r\nHost: [::1\r\n\r\n"},
      {"HostLiteralEmpty", "GET /livez HTTP/1.1\r\nHost: []\r\n\r\n"},
      {"TwoHostsOnHttp10", "GET /livez HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
      // length
      {"LengthNegative", get_with("Content-Length: -1\r\n")},
      {"LengthWithPlus", get_with("Content-Length: +1\r\n")},
      {"LengthEmpty", get_with("Content-Length:\r\n")},
      {"LengthInHex", get_with("Content-Length: 0x1\r\n")},
      {"LengthNoNumber", get_with("Content-Length: one\r\n")},
      {"LengthFraction", get_with("Content-Length: 1.0\r\n")},
      {"LengthOverflows", get_with("Content-Length: 18446744073709551616\r\n")},
      {"LengthsDiffer", get_with("Content-Length: 1\r\nContent-Length: 2\r\n")},
      {"LengthsAgree", get_with("Content-Length: 1\r\nContent-Length: 1\r\n")},
      {"LengthsInOneField", get_with("Content-Length: 1, 1\r\n")},
      {"LengthWithSpaceInside", get_with("Content-Length: 1 1\r\n")},
      // transfer coding
      {"ChunkedAndLength", get_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")},
      {"LengthAndChunked", get_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")},
      {"ChunkedTwice", get_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
      {"ChunkedTwiceInOneField", get_with("Transfer-Encoding: chunked, chunked\r\n")},
      {"ChunkedThenGzip", get_with("Transfer-Encoding: chunked, gzip\r\n")},
      {"GzipThenChunked", get_with("Transfer-Encoding: gzip, chunked\r\n")},
      {"GzipFieldThenChunkedField", get_with("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")},
      {"NotQuiteChunked", get_with("Transfer-Encoding: xchunked\r\n")},
      {"ChunkedWithParameter", get_with("Transfer-Encoding: chunked;q=1\r\n")},
      {"ChunkedQuoted", get_with("Transfer-Encoding: \"chunked\"\r\n")},
      {"ChunkedWithVerticalTab", get_with("Transfer-Encoding: \vchunked\r\n")},
      {"IdentityCoding", get_with("Transfer-Encoding: identity\r\n")},
      {"EmptyCoding", get_with("Transfer-Encoding:\r\n")},
      {"ChunkedOnHttp10", "POST /v1/orders HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      // chunks
      {"ChunkSizeMissing", chunked_with("\r\n")},
      {"ChunkSizeNoHex", chunked_with("g\r\na\r\n0\r\n\r\n")},
      {"ChunkSizeNegative", chunked_with("-1\r\na\r\n0\r\n\r\n")},
      {"ChunkSizeWithPrefix", chunked_with("0x1\r\na\r\n0\r\n\r\n")},
      {"ChunkSizeWithSpaceBefore", chunked_with(" 1\r\na\r\n0\r\n\r\n")},
      {"ChunkSizeWithSpaceBehind", chunked_with("1 \r\na\r\n0\r\n\r\n")},
      {"ChunkSizeWithUnderscore", chunked_with("1_0\r\na\r\n0\r\n\r\n")},
      {"ChunkSizeOverflows", chunked_with("10000000000000000\r\na\r\n0\r\n\r\n")},
      {"ChunkLineEndsInLineFeed", chunked_with("1\na\r\n0\r\n\r\n")},
      {"ChunkLineFeedHiddenInExtension", chunked_with("1;a=\"\n\"\r\na\r\n0\r\n\r\n")},
      {"ChunkExtensionWithNul", chunked_with("1;a\0\r\na\r\n0\r\n\r\n"s)},
      {"ChunkExtensionTooLong", chunked_with("1;" + std::string(300, 'x') + "\r\na\r\n0\r\n\r\n")},
      {"ChunkDataTooLong", chunked_with("1\r\nab\r\n0\r\n\r\n")},
      {"ChunkDataEndsInLineFeed", chunked_with("1\r\na\n0\r\n\r\n")},
      {"TrailerMalformed", chunked_with("0\r\nX\r\n\r\n")},
      {"TrailerFolded", chunked_with("0\r\nX: a\r\n b\r\n\r\n")},
      {"TrailerEndsInLineFeed", chunked_with("0\r\nX: a\n\r\n")},
      // sizes
      {"HeadOfManyBytes", get_with("X: " + std::string(8192, 'x') + "\r\n"), ProblemCode::header_too_large},
      {"HeadOfManyFields", get_with(repeated(100, "X: a\r\n")), ProblemCode::header_too_large},
      {"TargetTooLong", "GET /" + std::string(4096, 'x') + " HTTP/1.1\r\n" + host + "\r\n",
       ProblemCode::uri_too_long},
      {"TargetLongerThanAHead", "GET /" + std::string(9000, 'x') + " HTTP/1.1\r\n" + host + "\r\n",
       ProblemCode::uri_too_long},
      {"MethodLongerThanAHead", std::string(9000, 'x') + " / HTTP/1.1\r\n" + host + "\r\n"},
      {"BodyTooLong", get_with("Content-Length: 65537\r\n"), ProblemCode::body_too_large},
      {"BodyMuchTooLong", get_with("Content-Length: 18446744073709551615\r\n"), ProblemCode::body_too_large},
      {"ChunkTooLong", chunked_with("10001\r\n"), ProblemCode::body_too_large},
      {"ChunkMuchTooLong", chunked_with("ffffffffffffffff\r\n"), ProblemCode::body_too_large},
      {"ChunksTooLong", chunked_with("ffff\r\n" + std::string(0xffff, 'x') + "\r\n2\r\n"),
       ProblemCode::body_too_large},
      {"ChunksTooSmall", chunked_with(repeated(20'000, "1\r\na\r\n")), ProblemCode::body_too_large},
      {"TrailerTooLong", chunked_with("0\r\nX: " + std::string(9000, 'x') + "\r\n\r\n"),
       ProblemCode::header_too_large},
      {"TrailersTooLong", chunked_with("0\r\n" + repeated(2000, "X: a\r\n") + "\r\n"), ProblemCode::header_too_large},
      // expectations
      {"OtherExpectation", get_with("Expect: a miracle\r\n"), ProblemCode::expectation_failed},
      {"TwoExpectations", get_with("Expect: 100-continue\r\nExpect: more\r\n"), ProblemCode::expectation_failed},
      {"ExpectationsInOneField", get_with("Expect: 100-continue, more\r\n"), ProblemCode::expectation_failed},
  };
}

}  // namespace doorbuster::net::test
