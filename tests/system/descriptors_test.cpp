// Few open files are allowed, and a flood of connections comes: the journal still gets its next segment, the feed its
// reading, and those who are served are served.
#include <gmock/gmock.h>

#include <thread>

#include "tests/system/audit.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/own_server_test.hpp"
#include "tests/system/problem_check.hpp"

namespace doorbuster::system_tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using support::HttpClient;

class Descriptors : public OwnServerTest {};

constexpr std::uint64_t few = 64;
constexpr unsigned clients = 4;

// Opens connections as fast as it can, asks for something over each, and keeps the last few hundred open.
void flood(const std::stop_token& stop, std::uint16_t port) {
  constexpr std::size_t kept = 300;
  std::vector<std::unique_ptr<HttpClient>> open(kept);
  for (std::size_t i = 0; !stop.stop_requested(); i = (i + 1) % kept) {
    open[i] = std::make_unique<HttpClient>(port);
    open[i]->send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n");
  }
}

std::int64_t segments_begun(Storefront& shop) {
  const auto page = shop.get("/metrics").body;
  const std::string name = "\ndoorbuster_journal_segments_total ";
  const auto found = page.find(name);
  if (found == std::string::npos) throw std::runtime_error("no such metric:" + name);
  return std::stoll(page.substr(found + name.size()));
}

TEST_F(Descriptors, AFloodOfConnectionsLeavesTheJournalWhatItNeeds) {
  start({"--journal-segment-mib", "4", "--io-threads", "2"}, {.environment = {}, .open_files = few});
  EXPECT_THAT(server().output(), HasSubstr("connections  at most 12, not 10000"));
  const auto market = mixed_market("flooded");
  open_market(shop(), market);
  // The crowd is there before the flood: whoever comes later may be one too many.
  Crowd crowd(market, server().port(), "flooded", seed_of_this_run(), clients);
  while (shop().orders("sale=flooded").empty()) {
  }
  const auto begun = segments_begun(shop());
  {
    std::jthread flooding([&](const std::stop_token& stop) { flood(stop, server().port()); });
    while (segments_begun(shop()) < begun + 2) {
      EXPECT_EQ(shop().get("/v1/events?limit=1000").status, 200);
    }
  }
  auto ledger = crowd.stop();
  EXPECT_THAT(resolve_unknown(shop(), market, ledger), IsEmpty());
  EXPECT_THAT(audit_orders(shop(), market, ledger), IsEmpty());
  EXPECT_THAT(audit_books(shop(), market), IsEmpty());
  EXPECT_EQ(server().shut_down().exit_code, 0) << server().output();
}

TEST_F(Descriptors, TooFewAreRefusedAtOnce) {
  support::Program program({"serve", "--data", data(), "--listen", "127.0.0.1:0"}, scratch() / "log",
                           {.environment = {}, .open_files = 30});
  const auto ending = program.wait(std::chrono::seconds(60));
  ASSERT_TRUE(ending) << program.output();
  EXPECT_EQ(ending->exit_code, 3) << program.output();
  EXPECT_THAT(program.output(), HasSubstr("ulimit -n"));
}

}  // namespace
}  // namespace doorbuster::system_tests
