// One connection at a time, step by step: what it does when, which no test over a running server can hold it to.
#include "net/transport/connection.hpp"

#include <gtest/gtest.h>

#include "driven_connections.hpp"

namespace doorbuster::net {
namespace {

using test::DrivenConnections;

const std::string livez = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Connection, AnswersWhatHasComeThoughItsPatienceIsOver) {
  DrivenConnections driven({.idle_deadline = std::chrono::milliseconds(0)});
  auto pair = driven.connect();
  driven.let_happen();
  pair.send(livez);  // which the thread, busy with others, has not seen yet
  ASSERT_TRUE(pair.connection->check_deadline(monotonic_ns()));
  driven.let_happen();
  EXPECT_NE(pair.take().find("alive"), std::string::npos);
  ASSERT_FALSE(pair.connection->closed()) << "it has said something, and may say more";
  EXPECT_EQ(driven.meters().timed_out[static_cast<std::size_t>(Timeout::idle)].value(), 0u);

  ASSERT_TRUE(pair.connection->check_deadline(monotonic_ns()));
  driven.let_happen();
  EXPECT_TRUE(pair.connection->closed());
  EXPECT_EQ(driven.meters().timed_out[static_cast<std::size_t>(Timeout::idle)].value(), 1u);
}

TEST(Connection, LetsNoCacheKeepWhatWasRead) {
  DrivenConnections driven;
  auto pair = driven.connect();
  const auto answer_to = [&](const std::string& request) {
    pair.send(request);
    driven.let_happen();
    return pair.take();
  };
  const std::string kept_by_none = "\r\nCache-Control: no-store\r\n";
  EXPECT_NE(answer_to(livez).find(kept_by_none), std::string::npos);
  EXPECT_NE(answer_to("HEAD /livez HTTP/1.1\r\nHost: a\r\n\r\n").find(kept_by_none), std::string::npos);
  const auto written = answer_to("POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  EXPECT_NE(written.find("503"), std::string::npos);
  EXPECT_EQ(written.find(kept_by_none), std::string::npos) << "no cache would, and orders need no longer answers";
}

// It takes a look at the sockets, in which its own is found to take more again, and then stands behind the others.
TEST(Connection, SendsOnBehindThoseWhoWaitAlready) {
  constexpr int little = 4'096;
  DrivenConnections driven;
  auto slow = driven.connect(little);
  std::string requests;
  for (int i = 0; i < 100; ++i) requests += livez;
  for (int i = 0; i < 10; ++i) {
    slow.send(requests);
    driven.let_happen();
  }
  ASSERT_FALSE(slow.take().empty());
  ASSERT_EQ(slow.there(), 0) << "it sends on before its socket has been looked at";

  std::array<int, 4> there{};
  for (int& bytes : there) driven.turns().wait_for([&] { bytes = slow.there(); });
  driven.let_happen();
  EXPECT_EQ(there, (std::array{0, 0, 0, 0})) << "it went before those who had waited longer";
  EXPECT_GT(slow.there(), 0) << "and never goes on";
}

}  // namespace
}  // namespace doorbuster::net
