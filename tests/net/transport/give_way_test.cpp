// A crowd that comes, one that trickles, and one that is ended, gives way to what others wait for.
#include <gtest/gtest.h>

#include <list>
#include <thread>

#include "counted_yields.hpp"
#include "net/transport_limits.hpp"
#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::RunningServer;
using test::status_of_next;
using test::yields;

constexpr int crowd = 50;

TEST(ACrowd, GivesWayAsItComesAndAsItIsEnded) {
  ServerOptions options;
  options.io_threads = 1;
  options.head_deadline = std::chrono::milliseconds(20);
  RunningServer running(options);
  std::list<HttpClient> clients;
  for (int i = 0; i < crowd; ++i) {
    const auto before = yields.load();
    auto& client = clients.emplace_back(running.port());
    client.send(get("/livez") + "GET /");
    EXPECT_EQ(status_of_next(client), 200);
    EXPECT_GT(yields, before) << "a connection that comes";
  }
  const auto before = yields.load();
  for (auto& client : clients) {
    EXPECT_EQ(status_of_next(client), 408);
    EXPECT_TRUE(client.closed_by_server());
  }
  // Many are ended in each sweep; before the first in it there is no need to.
  EXPECT_GT(yields, before + crowd / 4);
}

TEST(ACrowd, WhoseRequestsTrickleIsReadAFewAtATime) {
  ServerOptions options;
  options.io_threads = 1;
  RunningServer running(options);
  std::list<HttpClient> clients;
  for (int i = 0; i < crowd; ++i) {
    auto& client = clients.emplace_back(running.port());
    client.send(get("/livez") + "GET /livez HTTP/1.1\r\nHost: a\r\nX: ");
    EXPECT_EQ(status_of_next(client), 200);
  }
  // All have come: now none gives way but the sweeps that read them.
  constexpr int looks_a_sweep = crowd / static_cast<int>(transport::sweep_reads_max);
  constexpr int tries_max = 600;
  const auto enough = yields.load() + 2 * looks_a_sweep;
  for (int tries = 0; yields < enough && tries < tries_max; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_GE(yields, enough);
  for (auto& client : clients) client.send("x\r\n\r\n");
  for (auto& client : clients) EXPECT_EQ(status_of_next(client), 200);
}

}  // namespace
}  // namespace doorbuster::net
