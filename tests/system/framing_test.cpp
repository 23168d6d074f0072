// Requests that break HTTP itself, or could be read in two ways: refused, the connection closed, nothing changed
// (RFC 9112; request smuggling).
#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

using support::HttpClient;
using namespace std::chrono_literals;

constexpr std::string_view crlf = "\r\n";

class Framing : public ContractTest {
 protected:
  Framing() : sku_(stocked(1)) {}

  // A request whose smuggled or misread part would take the SKU's unit.
  std::string head(const std::string& fields, std::string_view version = "HTTP/1.1") const {
    return "PUT /v1/skus/" + sku_ + " " + std::string(version) + "\r\n" + fields + "\r\n";
  }
  void expect_closed(const std::string& bytes, int status, std::string_view code) {
    SCOPED_TRACE(bytes.substr(0, 300));
    const auto before = world();
    HttpClient client(server().port(), 5s);
    client.send(bytes);
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_TRUE(is_problem(*reply, status, code));
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(before, world());
  }

  static constexpr const char* body_ = "{\"name\":\"n\"}";  // 12 bytes
  std::string sku_;
};

TEST_F(Framing, AnythingButOneHostIsRefused) {
  expect_closed(head("Content-Type: application/json\r\nContent-Length: 12\r\n") + body_, 400, "invalid_http");
  expect_closed(head("Host: a\r\nHost: a\r\nContent-Length: 12\r\n") + body_, 400, "invalid_http");
}

TEST_F(Framing, LengthsThatCouldBeReadInTwoWaysAreRefused) {
  for (const auto* fields :
       {"Content-Length: 12\r\nContent-Length: 13\r\n", "Content-Length: 12, 13\r\n", "Content-Length: +12\r\n",
        "Content-Length: -1\r\n", "Content-Length: 0x0c\r\n", "Content-Length: 12a\r\n", "Content-Length: \r\n",
        "Content-Length: 99999999999999999999999\r\n", "Content-Length: 12\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 12\r\n"}) {
    expect_closed(head(std::string("Host: h\r\nContent-Type: application/json\r\n") + fields) + body_, 400,
                  "invalid_http");
  }
}

TEST_F(Framing, TransferCodingsOtherThanChunkedAreRefused) {
  const std::string fields = "Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: ";
  for (const auto* coding : {"gzip", "xchunked", "chunked, gzip", "gzip, chunked", "chunked, chunked", "identity",
                             "\"chunked\"", "chunked\r\nTransfer-Encoding: chunked"}) {
    expect_closed(head(fields + coding + "\r\n") + "c\r\n" + body_ + "\r\n0\r\n\r\n", 400, "invalid_http");
  }
}

TEST_F(Framing, ChunkedBodiesAreForHttp11Only) {
  expect_closed(head("Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "HTTP/1.0") +
                    "c\r\n" + body_ + "\r\n0\r\n\r\n",
                400, "invalid_http");
}

TEST_F(Framing, MalformedHeadsAreRefused) {
  for (const std::string request :
       {"GET /livez\r\nHost: h\r\n\r\n", "GET  /livez HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /livez HTTP/1.1 \r\nHost: h\r\n\r\n", "GET /livez HTTP/x\r\nHost: h\r\n\r\n",
        "GET livez HTTP/1.1\r\nHost: h\r\n\r\n", "GET /livez HTTP/1.1\r\nHost : h\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: h\r\n: empty\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: h\r\nX: a\x01z\r\n\r\n",
        "G@T /livez HTTP/1.1\r\nHost: h\r\n\r\n", "\x16\x03\x01\x02\x01\x01\xfc\x03\x03\r\n\r\n"}) {
    expect_closed(request, 400, "invalid_http");
  }
}

TEST_F(Framing, MalformedChunksAreRefused) {
  const auto fields = "Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
  for (const auto* chunks : {"x\r\n", "-1\r\n", "c\r\n{\"name\":\"n\"}XX0\r\n\r\n", "fffffffffffffffff\r\n", " c\r\n",
                             "0x0c\r\n{\"name\":\"n\"}\r\n0\r\n\r\n"}) {
    expect_closed(head(fields) + chunks, 400, "invalid_http");
  }
}

TEST_F(Framing, ChunkedBodiesAreTaken) {
  HttpClient client(server().port());
  client.send(head("Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n") +
              "5\r\n{\"nam\r\n7;x=y\r\ne\":\"n\"}\r\n0\r\n\r\n");
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200) << reply->body;
  EXPECT_EQ(text(shop().sku(sku_), "name"), "n");
}

TEST_F(Framing, WhatFollowsAChunkedBodyIsTheNextRequest) {
  HttpClient client(server().port());
  const auto chunked = head("Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n") + "c\r\n" +
                       body_ + "\r\n0\r\nX-Trailer: x\r\n\r\n";
  client.send(chunked + "GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n" + chunked);
  for (const int status : {200, 404, 200}) {
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, status) << reply->body;
  }
}

TEST_F(Framing, ChunkedBodiesHaveTheSameBound) {
  std::string bytes = head("Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
  for (int i = 0; i < 17; ++i) bytes += "1000\r\n" + std::string(4096, ' ') + "\r\n";
  expect_closed(bytes, 413, "body_too_large");
}

TEST_F(Framing, ChunkExtensionsAreBounded) {
  const auto before = world();
  HttpClient client(server().port(), 5s);
  client.send(head("Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n") + "c;" +
              std::string(1 << 20, 'x') + "\r\n" + body_ + "\r\n0\r\n\r\n");
  if (const auto reply = client.read_reply()) {
    EXPECT_GE(reply->status, 400);
  }
  EXPECT_EQ(before, world());
}

TEST_F(Framing, FieldsInTrailersDoNotCount) {
  const std::string order = R"({"delta":1,"reason":"r"})";
  HttpClient client(server().port(), 5s);
  client.send("POST /v1/skus/" + sku_ + "/stock HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n" +
              "Transfer-Encoding: chunked\r\n\r\n18\r\n" + order + "\r\n0\r\nIdempotency-Key: smuggled\r\n\r\n");
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(is_problem(*reply, 400, "idempotency_key_missing"));
  EXPECT_EQ(integer(shop().sku(sku_), "received"), 1);
}

TEST_F(Framing, AHugeTrailerEndsItsConnectionAndNothingElse) {
  for (const std::size_t bytes : {std::size_t{65'534}, std::size_t{2} << 20}) {
    HttpClient client(server().port(), 5s);
    client.send(head("Host: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n") +
                "0\r\nX: " + std::string(bytes, 'x') + "\r\n\r\n");
    if (const auto reply = client.read_reply()) {
      EXPECT_GE(reply->status, 400);
    }
  }
  EXPECT_EQ(shop().get("/livez").status, 200);
}

TEST_F(Framing, HeadsAreBounded) {
  expect_closed("GET /livez HTTP/1.1\r\nHost: h\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n", 431, "");
  std::string many = "GET /livez HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 20'000; ++i) many += "X" + std::to_string(i) + ": y\r\n";
  expect_closed(many + std::string(crlf), 431, "");
}

TEST_F(Framing, TargetsAreBounded) {
  expect_closed("GET /livez?" + std::string(100'000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414, "");
}

TEST_F(Framing, ExpectationsOtherThanContinueFail) {
  expect_closed(head("Host: h\r\nContent-Type: application/json\r\nContent-Length: 12\r\nExpect: coffee\r\n"), 417, "");
}

TEST_F(Framing, AClientThatWaitsForContinueGetsIt) {
  HttpClient client(server().port());
  client.send(head("Host: h\r\nContent-Type: application/json\r\nContent-Length: 12\r\nExpect: 100-continue\r\n"));
  const auto go_on = client.read_reply();
  ASSERT_TRUE(go_on);
  EXPECT_EQ(go_on->status, 100);
  client.send(body_);
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
}

TEST_F(Framing, WhatComesInPiecesIsReadAsAWhole) {
  HttpClient client(server().port());
  const auto bytes = head("Host: h\r\nContent-Type: application/json\r\nContent-Length: 12\r\n") + body_;
  for (const char byte : bytes) ASSERT_TRUE(client.send(std::string_view(&byte, 1)));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
}

TEST_F(Framing, ARequestCutShortChangesNothing) {
  const auto before = world();
  const auto bytes = head("Host: h\r\nContent-Type: application/json\r\nContent-Length: 12\r\n") + body_;
  for (std::size_t cut = 1; cut < bytes.size(); cut += 7) {
    HttpClient client(server().port());
    ASSERT_TRUE(client.send(bytes.substr(0, cut)));
  }
  EXPECT_EQ(before, world());
}

}  // namespace
}  // namespace doorbuster::system_tests
