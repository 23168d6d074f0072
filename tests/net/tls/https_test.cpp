// HTTP through TLS is what it is without: framing, pipelining, large bodies, streams, ends.
#include <gmock/gmock.h>
#include <sys/socket.h>

#include <thread>
#include <vector>

#include "tests/net/tls/tls_server.hpp"

namespace doorbuster::net {
namespace {

using test::batch_head;
using test::get;
using test::longest_batch;
using test::put_sku;
using test::status_of_next;
using test::TlsClient;
using test::TlsEnd;
using test::TlsServer;

constexpr std::size_t record_bytes_max = 16u << 10;

// One server for all tests that leave it as it was.
class Https : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = std::make_unique<TlsServer>(); }
  static void TearDownTestSuite() { server_.reset(); }
  static std::unique_ptr<TlsServer> server_;
  TlsClient client_{server_->port(), server_->files().certificate};
};
std::unique_ptr<TlsServer> Https::server_;

TEST_F(Https, KeepsAConnectionForTheNextRequest) {
  for (int i = 0; i < 3; ++i) {
    client_.send(get("/livez"));
    EXPECT_EQ(status_of_next(client_), 200);
  }
}

TEST_F(Https, AnswersPipelinedRequestsInOrder) {
  constexpr int requests = 500;
  std::string bytes;
  for (int i = 0; i < requests; ++i) {
    const auto name = "pipelined" + std::to_string(i);
    bytes += i % 2 == 0 ? put_sku(name) : get("/v1/skus/pipelined" + std::to_string(i - 1));
  }
  ASSERT_GT(bytes.size(), 2 * record_bytes_max);
  client_.send(bytes);
  for (int i = 0; i < requests; ++i) {
    const auto reply = client_.read_reply();
    ASSERT_TRUE(reply) << i;
    ASSERT_EQ(reply->status, i % 2 == 0 ? 201 : 200) << i;
    ASSERT_THAT(reply->body, testing::HasSubstr("\"pipelined" + std::to_string(i - i % 2) + "\"")) << i;
  }
}

TEST_F(Https, ReadsRequestsCutIntoRecordsAtAnyByte) {
  const auto bytes = put_sku("cut") + get("/v1/skus/cut");
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    client_.send(bytes.substr(0, cut));
    client_.send(bytes.substr(cut));
    for (int i = 0; i < 2; ++i) ASSERT_THAT(status_of_next(client_), testing::AnyOf(200, 201)) << "cut at " << cut;
  }
}

TEST_F(Https, ReadsARequestOfARecordAByte) {
  for (const char byte : put_sku("bytes")) client_.send(std::string_view(&byte, 1));
  EXPECT_EQ(status_of_next(client_), 201);
}

// Each record's bytes, encrypted, arrive in pieces of three.
TEST_F(Https, ReadsRecordsCutIntoSegmentsAnywhere) {
  ASSERT_TRUE(client_.handshake());
  BIO* const memory = BIO_new(BIO_s_mem());
  SSL_set0_wbio(client_.native(), memory);
  client_.send(put_sku("segments"));
  char* bytes = nullptr;
  const auto length = static_cast<std::size_t>(BIO_get_mem_data(memory, &bytes));
  ASSERT_GT(length, 100u);
  constexpr std::size_t piece = 3;
  for (std::size_t sent = 0; sent < length; sent += piece) {
    ::send(client_.socket(), bytes + sent, std::min(piece, length - sent), MSG_NOSIGNAL);
    if (sent % 30 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(status_of_next(client_), 201);
}

TEST_F(Https, TakesABatchAsLongAsItMayBe) {
  const std::string body = longest_batch();
  client_.send(batch_head(body.size()) + body);
  EXPECT_EQ(status_of_next(client_), 400);
  client_.send(batch_head(body.size() + 1));
  EXPECT_EQ(status_of_next(client_), 413);
  EXPECT_EQ(client_.read_to_end(), TlsEnd::close_notify);
}

TEST_F(Https, SendsMoreThanTheSocketTakesAtOnce) {
  constexpr int requests = 300;
  std::string bytes;
  for (int i = 0; i < requests; ++i) bytes += get("/openapi.json");
  ASSERT_TRUE(client_.handshake());
  ASSERT_TRUE(client_.send(bytes));
  std::size_t got = 0;
  std::optional<std::string> first;
  for (int i = 0; i < requests; ++i) {
    const auto reply = client_.read_reply();
    ASSERT_TRUE(reply) << i;
    if (!first) first = reply->body;
    ASSERT_EQ(reply->body, *first) << i;
    got += reply->body.size();
  }
  EXPECT_GT(got, 8u << 20);
}

TEST_F(Https, StreamsEventsAsTheyCome) {
  auto writer = server_->client();
  client_.send(get("/v1/events", "Accept: text/event-stream\r\n"));
  EXPECT_THAT(client_.read_until("text/event-stream"), testing::HasSubstr("200"));
  for (int i = 0; i < 5; ++i) {
    const auto sku = "streamed" + std::to_string(i);
    writer.send(put_sku(sku));
    EXPECT_EQ(status_of_next(writer), 201);
    EXPECT_THAT(client_.read_until(sku), testing::HasSubstr(sku));
  }
}

TEST_F(Https, SaysCloseNotifyAfterALastAnswer) {
  client_.send(get("/livez", "Connection: close\r\n"));
  const auto reply = client_.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->closes);
  EXPECT_EQ(client_.read_to_end(), TlsEnd::close_notify);
}

TEST_F(Https, AnswersWhoHasSaidThatItSendsNoMore) {
  for (const bool by_tcp : {false, true}) {
    auto client = server_->client();
    client.send(put_sku("halved") + get("/v1/skus/halved"));
    client.half_close();
    if (by_tcp) ::shutdown(client.socket(), SHUT_WR);
    EXPECT_THAT(status_of_next(client), testing::AnyOf(200, 201));
    EXPECT_EQ(status_of_next(client), 200);
    client.read_to_end();
  }
}

TEST_F(Https, SurvivesClientsThatLeaveAnywhere) {
  for (const std::string bytes : {"", "GET /li", "PUT /v1/skus/a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"}) {
    for (const bool reset : {false, true}) {
      auto client = server_->client();
      client.handshake();
      if (!bytes.empty()) client.send(bytes);
      const linger at_once{.l_onoff = 1, .l_linger = 0};
      if (reset) setsockopt(client.socket(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
  }
  for (int i = 0; i < 20; ++i) {
    auto client = server_->client();
    client.send(get("/openapi.json") + put_sku("left" + std::to_string(i)));
  }
  client_.send(get("/livez"));
  EXPECT_EQ(status_of_next(client_), 200);
}

TEST_F(Https, EndsWithWhoSendsARecordThatIsNotWhatTheyAgreedOn) {
  client_.send(get("/livez"));
  EXPECT_EQ(status_of_next(client_), 200);
  const std::string forged = std::string("\x17\x03\x03\x00\x20", 5) + std::string(32, 'x');
  ::send(client_.socket(), forged.data(), forged.size(), MSG_NOSIGNAL);
  client_.read_to_end();
  EXPECT_EQ(client_.failure(), "");
  auto other = server_->client();
  other.send(get("/livez"));
  EXPECT_EQ(status_of_next(other), 200);
}

TEST_F(Https, GoesOnThroughKeyUpdates) {
  ASSERT_TRUE(client_.handshake());
  for (int i = 0; i < 20; ++i) {
    ASSERT_EQ(SSL_key_update(client_.native(), SSL_KEY_UPDATE_REQUESTED), 1);
    client_.send(get("/livez"));
    ASSERT_EQ(status_of_next(client_), 200);
  }
}

TEST_F(Https, ServesManyConnectionsAtOnce) {
  std::vector<std::unique_ptr<TlsClient>> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(std::make_unique<TlsClient>(server_->port(), server_->files().certificate));
    clients.back()->send(put_sku("many" + std::to_string(i)) + get("/v1/skus/many" + std::to_string(i)));
  }
  for (const auto& client : clients) {
    EXPECT_EQ(status_of_next(*client), 201);
    EXPECT_EQ(status_of_next(*client), 200);
  }
}

TEST(HttpsServer, TellsOverloadedToConnectionsBeyondTheLimit) {
  TlsServer server({.connections_max = 1});
  auto first = server.client();
  first.send(get("/livez"));
  EXPECT_EQ(status_of_next(first), 200);
  auto second = server.client();
  ASSERT_TRUE(second.handshake());
  const auto refused = second.read_reply();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_THAT(refused->body, testing::HasSubstr("overloaded"));
  EXPECT_EQ(second.read_to_end(), TlsEnd::close_notify);
}

TEST(HttpsServer, DrainsWithAWordToEverybody) {
  TlsServer server;
  auto idle = server.client(), streaming = server.client(), shaking = server.client();
  idle.send(get("/livez"));
  EXPECT_EQ(status_of_next(idle), 200);
  streaming.send(get("/v1/events", "Accept: text/event-stream\r\n"));
  EXPECT_THAT(streaming.read_until("text/event-stream"), testing::HasSubstr("200"));
  EXPECT_EQ(::send(shaking.socket(), "\x16\x03", 2, MSG_NOSIGNAL), 2);
  server.server().drain();
  EXPECT_EQ(idle.read_to_end(), TlsEnd::close_notify);
  EXPECT_EQ(streaming.read_to_end(), TlsEnd::close_notify);
  EXPECT_FALSE(shaking.handshake());
  EXPECT_EQ(server.server().stop(std::chrono::seconds(20)), 0u);
}

}  // namespace
}  // namespace doorbuster::net
