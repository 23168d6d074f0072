// Hostile framing: lengths, transfer codings, chunks, trailers, sizes; and requests hidden in or behind others, each of
// which would hold an order if it were read.
#pragma once

#include "tests/system/hostile_requests/hostile_request.hpp"

namespace doorbuster::system_tests::hostile {

inline Requests lengths_and_codings() {
  using namespace std::string_literals;
  const auto length = [](const std::string& value, const std::string& body = "{}") {
    return order_framed("Content-Length: " + value + "\r\n", body);
  };
  const auto coding = [](const std::string& value, const std::string& more = "") {
    return order_framed("Transfer-Encoding: " + value + "\r\n" + more, "2\r\n{}\r\n0\r\n\r\n");
  };
  return {
      // length
      {"NoLength", order_framed("", ""), 400, "invalid_json", Then::stays},
      taken("Length", length("2")),
      taken("LengthWithZerosBefore", length("0002")),
      taken("LengthInWhiteSpace", length(" \t2\t ")),
      {"LengthZero", length("0", ""), 400, "invalid_json", Then::stays},
      {"SameLengthTwice", order_framed("Content-Length: 2\r\nContent-Length: 2\r\n", "{}")},
      {"TwoLengths", order_framed("Content-Length: 2\r\nContent-Length: 3\r\n", "{}")},
      {"LengthList", length("2, 2")},
      {"LengthEmpty", length("")},
      {"LengthPlus", length("+2")},
      {"LengthMinus", length("-2")},
      {"LengthHex", length("0x2")},
      {"LengthFraction", length("2.0")},
      {"LengthExponent", length("2e0")},
      {"LengthUnderscore", length("1_0")},
      {"LengthWords", length("two")},
      {"LengthAndMore", length("2;q=1")},
      {"LengthInQuotes", length("\"2\"")},
      {"LengthFullWidth", length("\xef\xbc\x92")},
      {"LengthOneTooManyFor64Bits", length("18446744073709551616")},
      {"LengthOf64Bits", length("18446744073709551615"), 413, "body_too_large"},
      {"LengthOf63Bits", length("9223372036854775808"), 413, "body_too_large"},
      {"LengthOf32Bits", length("4294967298"), 413, "body_too_large"},
      {"LengthOneTooMany", length("65537"), 413, "body_too_large"},
      {"BatchLengthOneTooMany",
       "POST /v1/orders/batch HTTP/1.1\r\n" + host + json_type + "Content-Length: 4194305\r\n\r\n", 413,
       "body_too_large"},
      {"LengthOfAGet", get_with("Content-Length: 5\r\n") + "hello", 200, "", Then::stays},
      // transfer coding
      taken("Chunked", coding("chunked")),
      taken("ChunkedOddly", coding(" \tChUnKeD\t")),
      {"ChunkedTwice", coding("chunked, chunked")},
      {"ChunkedInTwoFields", coding("chunked", "Transfer-Encoding: chunked\r\n")},
      {"ChunkedThenGzip", coding("chunked, gzip")},
      {"GzipThenChunked", coding("gzip, chunked")},
      {"GzipFieldThenChunked", coding("gzip", "Transfer-Encoding: chunked\r\n")},
      {"ChunkedThenIdentityField", coding("chunked", "Transfer-Encoding: identity\r\n")},
      {"Identity", coding("identity")},
      {"AlmostChunked", coding("xchunked")},
      {"ChunkedAndMore", coding("chunkedx")},
      {"ChunkedWithComma", coding("chunked,")},
      {"CommaWithChunked", coding(",chunked")},
      {"ChunkedInQuotes", coding("\"chunked\"")},
      {"ChunkedWithParameter", coding("chunked;a=b")},
      {"ChunkedAfterVerticalTab", coding("\vchunked")},
      {"ChunkedBeforeNul", coding("chunked\0"s)},
      {"CodingEmpty", coding("")},
      {"ChunkedBesideLength", coding("chunked", "Content-Length: 2\r\n")},
      {"LengthBesideChunked",
       order_framed("Content-Length: 17\r\nTransfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n")},
      {"ChunkedOnHttp10", order_framed("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n", "HTTP/1.0")},
      {"ContentCodingGzip", write("POST /v1/orders", good_order, json_type + "Content-Encoding: gzip\r\n"), 415,
       "unsupported_media_type", Then::stays},
      {"ContentCodingsInTwoFields",
       write("POST /v1/orders", good_order, json_type + "Content-Encoding: identity\r\nContent-Encoding: br\r\n"), 415,
       "unsupported_media_type", Then::stays},
      {"ContentCodingIdentity", write("POST /v1/orders", "{}", json_type + "Content-Encoding: Identity\r\n"), 400,
       "invalid_request", Then::stays},
  };
}

inline Requests chunks() {
  using namespace std::string_literals;
  const std::string end = "0\r\n\r\n";
  return {
      taken("Extensions", chunked("1;a\r\n{\r\n1;b=\"c;d\"\r\n}\r\n0;last\r\n\r\n")),
      taken("ZerosBeforeTheSize", chunked("0000000000000000000000000000002\r\n{}\r\n000\r\n\r\n")),
      taken("UpperCaseSize", chunked("A\r\n{}        \r\n" + end)),
      taken("LongestExtension", chunked("2;" + std::string(268, 'x') + "\r\n{}\r\n" + end)),
      {"TooLongExtension", chunked("2;" + std::string(269, 'x') + "\r\n{}\r\n" + end)},
      {"ExtensionWithoutEnd", chunked("2;" + std::string(50'000, 'x'))},
      {"ExtensionWithNul", chunked("2;a\0\r\n{}\r\n"s + end)},
      {"ExtensionWithReturn", chunked("2;a\rb\r\n{}\r\n" + end)},
      {"ExtensionWithLineFeed", chunked("2;a\nb\r\n{}\r\n" + end)},
      {"NoSize", chunked("\r\n{}\r\n" + end)},
      {"SizeNoHex", chunked("g\r\n{}\r\n" + end)},
      {"SizeMinus", chunked("-2\r\n{}\r\n" + end)},
      {"SizePlus", chunked("+2\r\n{}\r\n" + end)},
      {"SizeWithPrefix", chunked("0x2\r\n{}\r\n" + end)},
      {"SpaceBeforeSize", chunked(" 2\r\n{}\r\n" + end)},
      {"SpaceBehindSize", chunked("2 \r\n{}\r\n" + end)},
      {"SpaceBeforeExtension", chunked("2 ;a\r\n{}\r\n" + end)},
      {"SizeWithFraction", chunked("2.0\r\n{}\r\n" + end)},
      {"SizeOf65Bits", chunked("10000000000000002\r\n{}\r\n" + end)},
      {"SizeOf64Bits", chunked("ffffffffffffffff\r\n{}\r\n"), 413, "body_too_large"},
      {"SizeOf32Bits", chunked("100000002\r\n{}\r\n" + end), 413, "body_too_large"},
      {"SizesAddUpTooFar", chunked("2\r\n{}\r\nffffffffffffffff\r\n"), 413, "body_too_large"},
      {"SizeEndsInLineFeed", chunked("2\n{}\r\n" + end)},
      {"SizeEndsInReturn", chunked("2\r{}\r\n" + end)},
      {"DataTooLong", chunked("2\r\n{} \r\n" + end)},
      {"DataTooShort", chunked("3\r\n{}\r\n" + end)},
      {"NoEndOfData", chunked("2\r\n{}" + end)},
      {"DataEndsInLineFeed", chunked("2\r\n{}\n" + end)},
      {"TooManyChunks", chunked(times(40'000, "1\r\n \r\n")), 413, "body_too_large"},
      {"TooMuchData", chunked(times(17, "1000\r\n" + std::string(4096, ' ') + "\r\n")), 413, "body_too_large"},
      // trailers: checked and dropped
      {"KeyInTrailer",
       "POST /v1/orders HTTP/1.1\r\n" + host + json_type + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
       "Idempotency-Key: $KEY\r\n\r\n", 400, "idempotency_key_missing", Then::stays},
      {"TypeInTrailer",
       "POST /v1/orders HTTP/1.1\r\n" + host + "Idempotency-Key: $KEY\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
       "0\r\n" + json_type + "\r\n", 415, "unsupported_media_type", Then::stays},
      taken("FramingInTrailer",
            chunked("2\r\n{}\r\n0\r\nContent-Length: 99\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n\r\n")),
      {"TrailerWithoutColon", chunked("2\r\n{}\r\n0\r\nX\r\n\r\n")},
      {"TrailerFolded", chunked("2\r\n{}\r\n0\r\nX: a\r\n b\r\n\r\n")},
      {"TrailerWithNul", chunked("2\r\n{}\r\n0\r\nX: \0\r\n\r\n"s)},
      {"TrailerEndsInLineFeed", chunked("2\r\n{}\r\n0\r\nX: a\n\r\n")},
      {"TrailerTooLong", chunked("2\r\n{}\r\n0\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n"), 431,
       "header_too_large"},
      {"TrailersTooLong", chunked("2\r\n{}\r\n0\r\n" + times(3'000, "X: a\r\n") + "\r\n"), 431, "header_too_large"},
  };
}

inline Requests smuggled() {
  const std::string order = write("POST /v1/orders", good_order);
  const auto hidden = [&](const std::string& fields, const std::string& before) {
    return order_framed(fields, before + order);
  };
  const std::string theft =
      "PUT /v1/skus/stolen HTTP/1.1\r\n" + host + json_type + "Content-Length: 12\r\n\r\n{\"name\":\"n\"}";
  const std::string last = "0\r\n\r\n";
  return {
      {"LengthAndCoding", hidden("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", last)},
      {"CodingAndLength", hidden("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", last)},
      {"TwoCodings", hidden("Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n", last)},
      {"CodingInOddCase", hidden("transfer-ENCODING: CHUNKED\r\ncontent-LENGTH: 5\r\n", last)},
      {"CodingWithSpace", hidden("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", last)},
      {"CodingAfterFold", hidden("X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", last)},
      {"CodingAfterLineFeed", hidden("X: a\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", last)},
      {"CodingWithTab", hidden("Transfer-Encoding:\tchunked\r\nContent-Length: 5\r\n", last)},
      {"CodingWithReturn", hidden("Transfer-Encoding: chunked\r\r\nContent-Length: 5\r\n", last)},
      {"LengthsOfBoth", hidden("Content-Length: 0\r\nContent-Length: 400\r\n", "")},
      {"ChunkSizeOverflowing", hidden("Transfer-Encoding: chunked\r\n", "10000000000000000\r\n\r\n")},
      {"ChunkEndInExtension", hidden("Transfer-Encoding: chunked\r\n", "2;\n\n0\r\n{}\r\n" + last)},
      {"BehindAClose", get_with("Connection: close\r\n") + order, 200, ""},
      {"BehindHttp10", "GET /livez HTTP/1.0\r\n\r\n" + order, 200, ""},
      {"BehindARefusal", get_with("X Y: a\r\n") + order},
      {"BehindATooLargeBody", order_framed("Content-Length: 65537\r\n", order), 413, "body_too_large"},
      {"BehindAnExpectation", order_framed("Expect: x\r\nContent-Length: 0\r\n", order), 417, "expectation_failed"},
      {"InTheBodyOfAGet", get_with("Content-Length: " + std::to_string(theft.size()) + "\r\n") + theft, 200, "",
       Then::stays},
      {"InTheBodyOfAHead", "HEAD /livez HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n64\r\n" +
       theft.substr(0, 100) + "\r\n" + last, 200, "", Then::stays},
  };
}

}  // namespace doorbuster::system_tests::hostile
