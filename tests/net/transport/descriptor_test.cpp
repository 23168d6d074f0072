// A process that has no descriptor left for one more connection.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "core/files/descriptor.hpp"
#include "running_server.hpp"
#include "tests/support/bounded_descriptors.hpp"

namespace doorbuster::net {
namespace {

using support::BoundedDescriptors;
using support::HttpClient;
using test::get;
using test::RunningServer;
using test::status_of_next;
using namespace std::chrono_literals;

constexpr auto watched = 400ms;
constexpr std::size_t refused_wanted = 2;
constexpr std::size_t gaps_at_most = 8;

std::chrono::microseconds processor_time() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         std::chrono::microseconds(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

// All that comes over `socket` until the server closes.
std::string all_from(int socket) {
  std::string all;
  char bytes[512];
  while (const auto count = recv(socket, bytes, sizeof bytes, 0)) {
    if (count < 0) return "broken off after: " + all;
    all.append(bytes, static_cast<std::size_t>(count));
  }
  return all;
}

// Whether a request over `socket` is answered with 200; the answer is left there.
bool is_served(int socket) {
  const auto request = get("/livez");
  send(socket, request.data(), request.size(), MSG_NOSIGNAL);
  std::string begins(12, ' ');
  const auto count = recv(socket, begins.data(), begins.size(), MSG_PEEK | MSG_WAITALL);
  return count == 12 && begins == "HTTP/1.1 200";
}

TEST(ServerWithoutDescriptors, TellsSoAtOnceWithoutSpinningAndServesOnceThereAreSome) {
  if (!BoundedDescriptors::possible) GTEST_SKIP() << "the sanitizer itself needs descriptors";
  RunningServer running;
  running.run_engine();
  HttpClient open(running.port());
  open.send(get("/livez"));
  EXPECT_EQ(status_of_next(open), 200);

  std::vector<core::Descriptor> late;
  for (std::size_t i = 0; i < refused_wanted + gaps_at_most; ++i) {
    late.emplace_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  }
  {
    const BoundedDescriptors none(0);
    sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(running.port()), .sin_addr = {}, .sin_zero = {}};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < late.size() && refused < refused_wanted; ++i) {
      ASSERT_EQ(connect(late[i].get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
      // The engine's background work may have closed a file just now: then this one is let in, and has its place.
      if (is_served(late[i].get())) continue;
      ++refused;
      const auto answer = all_from(late[i].get());
      EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 503") << answer;
      EXPECT_NE(answer.find("Retry-After: 1"), std::string::npos) << answer;
      EXPECT_NE(answer.find("\"overloaded\""), std::string::npos) << answer;
    }
    ASSERT_EQ(refused, refused_wanted);
    const auto before = processor_time();
    std::this_thread::sleep_for(watched);
    EXPECT_LT(processor_time() - before, watched / 2) << "accepting spins";
    open.send(get("/livez"));
    EXPECT_EQ(status_of_next(open), 200);
  }
  HttpClient later(running.port());
  later.send(get("/metrics"));
  const auto metrics = later.read_reply();
  ASSERT_TRUE(metrics);
  EXPECT_EQ(metrics->status, 200);
  EXPECT_NE(metrics->body.find("connections_refused_total{bound=\"descriptors\"} 2"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::net
