// A small flood beside honest buyers: slow heads, slow bodies, answers that nobody reads, connections that say
// nothing. Every honest order is answered, none is lost, and who is too slow is ended. scripts/abuse.sh is the large
// one.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <list>

#include "tests/system/audit.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using ::testing::IsEmpty;
using support::HttpClient;

constexpr std::size_t each_kind = 100;
constexpr unsigned buyers = 4;
constexpr std::size_t honest_orders = 2'000;

class Abuse : public OwnServerTest {
 protected:
  std::int64_t figure(const std::string& name) {
    const auto page = shop().get("/metrics").body;
    const auto found = page.find("\n" + name + " ");
    if (found == std::string::npos) throw std::runtime_error("no such metric: " + name);
    return std::stoll(page.substr(found + name.size() + 2));
  }
  std::int64_t timeouts(const std::string& deadline) {
    return figure("doorbuster_connection_timeouts_total{deadline=\"" + deadline + "\"}");
  }
};

// One of each kind: what it says at first, and what it adds, time after time.
struct Kind {
  std::string begins;
  std::string drips;
};

std::array<Kind, 4> kinds() {
  std::string never_read;
  for (int i = 0; i < 64; ++i) never_read += "GET /openapi.json HTTP/1.1\r\nHost: h\r\n\r\n";
  return {{{"POST /v1/orders HTTP/1.1\r\nHost: h\r\nX: ", "x"},
           {"POST /v1/orders HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n"
            "Content-Length: 9999\r\n\r\n{",
            " "},
           {never_read, ""},
           {"", ""}}};
}

TEST_F(Abuse, HonestOrdersGoOnAndWhoIsSlowIsEnded) {
  start({"--head-deadline-seconds", "1", "--body-deadline-seconds", "1", "--write-deadline-seconds", "1"});
  const auto market = mixed_market("abused");
  open_market(shop(), market);
  std::list<std::pair<HttpClient, std::string>> slow;
  for (const auto& kind : kinds()) {
    for (std::size_t i = 0; i < each_kind; ++i) {
      auto& [client, drips] = slow.emplace_back(std::piecewise_construct, std::forward_as_tuple(server().port()),
                                                std::forward_as_tuple(kind.drips));
      client.hold_little();
      ASSERT_TRUE(client.send(kind.begins));
    }
  }

  Crowd crowd(market, server().port(), "abused", seed_of_this_run(), buyers);
  const auto drip = [&] {
    for (auto& [client, drips] : slow) client.send(drips);
  };
  while (timeouts("head") < std::int64_t{each_kind} || timeouts("body") < std::int64_t{each_kind} ||
         timeouts("write") < std::int64_t{each_kind}) {
    drip();
  }
  ASSERT_TRUE(crowd.await_answers(honest_orders));
  auto ledger = crowd.stop();
  EXPECT_TRUE(std::ranges::none_of(ledger.orders, [](const auto& attempt) {
    return attempt.outcome == Outcome::unknown;
  })) << "an honest buyer was left without an answer";
  EXPECT_THAT(audit_orders(shop(), market, ledger), IsEmpty());
}

}  // namespace
}  // namespace doorbuster::system_tests
