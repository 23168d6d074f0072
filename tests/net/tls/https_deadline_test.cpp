// Deadlines through TLS. The configured times are tiny; no test depends on how tiny.
#include <gmock/gmock.h>
#include <sys/socket.h>

#include <cerrno>
#include <thread>

#include "net/transport_limits.hpp"
#include "tests/net/tls/tls_server.hpp"

namespace doorbuster::net {
namespace {

using test::get;
using test::status_of_next;
using test::TlsClient;
using test::TlsEnd;
using test::TlsServer;

constexpr std::chrono::milliseconds tiny{20};
constexpr const char* cut_in_handshakes = "doorbuster_connection_timeouts_total{deadline=\"handshake\"}";

// The server has closed: nothing can be read, not even a word.
bool is_cut(const TlsClient& client) {
  char byte = 0;
  ssize_t bytes = 0;
  do {
    bytes = recv(client.socket(), &byte, 1, 0);
  } while (bytes < 0 && errno == EINTR);  // io_uring interrupts the thread that opened the journal
  return bytes == 0 || (bytes < 0 && errno == ECONNRESET);
}

TEST(HttpsDeadlines, CutWhoStallsInTheHandshake) {
  TlsServer server({.head_deadline = std::chrono::milliseconds(200)});
  auto silent = server.client(), halfway = server.client();
  EXPECT_EQ(::send(halfway.socket(), "\x16\x03\x01\x02\x00\x01", 6, MSG_NOSIGNAL), 6);
  EXPECT_TRUE(is_cut(silent));
  EXPECT_TRUE(is_cut(halfway));
}

TEST(HttpsDeadlines, AreNotPutOffByDripping) {
  TlsServer server({.head_deadline = std::chrono::milliseconds(200)});
  auto client = server.client();
  const std::string hello("\x16\x03\x01\x40\x00\x01\x00\x3f\xfc\x03\x03", 11);
  ::send(client.socket(), hello.data(), hello.size(), MSG_NOSIGNAL);
  for (int i = 0; i < 3000; ++i) {
    if (::send(client.socket(), "x", 1, MSG_NOSIGNAL) != 1) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL() << "never timed out";
}

TEST(HttpsDeadlines, OfTheHandshakeEndWithIt) {
  TlsServer server({.head_deadline = std::chrono::milliseconds(2000)});
  auto stalled = server.client();
  auto client = server.client();
  ASSERT_TRUE(client.handshake());
  EXPECT_TRUE(is_cut(stalled));  // so long has it been since
  client.send(get("/livez"));
  EXPECT_EQ(status_of_next(client), 200);
}

// So long that its connection is read by the sweep alone (net/transport_limits.hpp).
constexpr std::chrono::milliseconds long_time = transport::trickle_after + 3 * transport::sweep_interval;

TEST(HttpsDeadlines, LetAHandshakeBeginLate) {
  TlsServer server;
  auto client = server.client();
  std::this_thread::sleep_for(long_time);
  ASSERT_TRUE(client.handshake());
  client.send(get("/livez"));
  EXPECT_EQ(status_of_next(client), 200);
}

TEST(HttpsDeadlines, LetARequestComeInPartsThatTakeLong) {
  TlsServer server;
  auto client = server.client();
  for (int i = 0; i < 2; ++i) {
    client.send("GET /livez HTTP/1.1\r\nHost: a\r\nX: ");
    std::this_thread::sleep_for(long_time);
    client.send("y");
    client.send("\r\n\r\n");
    EXPECT_EQ(status_of_next(client), 200);
  }
}

TEST(HttpsDeadlines, TellWhoseHeadIsSlow) {
  TlsServer server({.head_deadline = std::chrono::milliseconds(1000)});
  auto client = server.client();
  client.send(get("/livez") + "GET /live");
  EXPECT_EQ(status_of_next(client), 200);
  EXPECT_EQ(status_of_next(client), 408);
  EXPECT_EQ(client.read_to_end(), TlsEnd::close_notify);
}

TEST(HttpsDeadlines, TellWhoseBodyIsSlow) {
  TlsServer server({.body_deadline = tiny});
  auto client = server.client();
  client.send("PUT /v1/skus/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{");
  EXPECT_EQ(status_of_next(client), 408);
}

TEST(HttpsDeadlines, CloseIdleConnectionsWithCloseNotify) {
  TlsServer server({.idle_deadline = tiny});
  auto client = server.client();
  client.send(get("/livez"));
  EXPECT_EQ(status_of_next(client), 200);
  EXPECT_EQ(client.read_to_end(), TlsEnd::close_notify);
}

TEST(HttpsDeadlines, CutOffWhoDoesNotTakeItsAnswersWithoutClaimingAnEnd) {
  TlsServer server({.write_deadline = tiny});
  auto client = server.client();
  std::string requests;
  for (int i = 0; i < 1000; ++i) requests += get("/openapi.json");
  for (int i = 0; i < 1000; ++i) {
    if (!client.send(requests)) break;
  }
  EXPECT_EQ(client.read_to_end(), TlsEnd::without_a_word);
}

TEST(HttpsDeadlines, AreCounted) {
  TlsServer server({.head_deadline = std::chrono::milliseconds(2000)});
  EXPECT_EQ(server.metric(cut_in_handshakes), "0");
  auto stalled = server.client();
  EXPECT_TRUE(is_cut(stalled));
  EXPECT_EQ(server.metric(cut_in_handshakes), "1");
}

}  // namespace
}  // namespace doorbuster::net
