// Who may connect: no more from one address than that may have, whatever others have.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <thread>

#include "core/files/descriptor.hpp"
#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::gets_a_place;
using test::RunningServer;
using test::status_of_next;

// The first line that the server says to a request from `address`, which is one of this machine's.
std::string first_line_for(const char* address, std::uint16_t port) {
  const core::Descriptor from(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in own{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}, .sin_zero = {}};
  inet_pton(AF_INET, address, &own.sin_addr);
  sockaddr_in server{.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {}, .sin_zero = {}};
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(from.get(), reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) return "can't bind";
  if (connect(from.get(), reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0) return "can't connect";
  const auto request = get("/livez");
  send(from.get(), request.data(), request.size(), MSG_NOSIGNAL);
  char line[12] = {};
  recv(from.get(), line, sizeof line, MSG_WAITALL);
  return {line, sizeof line};
}

TEST(Admissions, AnAddressThatHasAsManyAsItMayIsToldSo) {
  RunningServer running({.connections_max = 100, .connections_per_address_max = 2});
  running.run_engine();
  HttpClient first(running.port()), second(running.port()), third(running.port());
  for (auto* client : {&first, &second}) {
    client->send(get("/livez"));
    EXPECT_EQ(status_of_next(*client), 200);
  }
  third.send(get("/livez"));
  const auto refusal = third.read_reply();
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->status, 429);
  EXPECT_EQ(refusal->json().at("code").as_string(), "rate_limited");
  EXPECT_EQ(refusal->field("retry-after"), "1");
  EXPECT_TRUE(third.closed_by_server());
  EXPECT_EQ(first_line_for("127.0.0.2", running.port()), "HTTP/1.1 200");

  first.send(get("/metrics"));
  const auto metrics = first.read_reply();
  ASSERT_TRUE(metrics);
  EXPECT_NE(metrics->body.find("connections_refused_total{bound=\"address\"} 1"), std::string::npos);
}

TEST(Admissions, AnAddressGetsAPlaceAgainOnceItHasClosedOne) {
  RunningServer running({.connections_per_address_max = 1});
  running.run_engine();
  HttpClient first(running.port());
  first.send(get("/livez", "Connection: close\r\n"));
  EXPECT_EQ(status_of_next(first), 200);
  EXPECT_TRUE(first.closed_by_server());
  first.close();
  EXPECT_TRUE(gets_a_place(running.port())) << "the place of a connection that closed was not given to another";
}

}  // namespace
}  // namespace doorbuster::net
