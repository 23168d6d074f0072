// Buyers who are forgotten, by the real server: from then on nothing that it serves has the id, before and after a
// restart, while all sums stay.
#include <gmock/gmock.h>

#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* id = "known-by-this";

class Forgetting : public OwnServerTest {
 protected:
  // What it says to whatever might lead from the id to its orders.
  std::string told() {
    std::string all = shop().get("/v1/events?limit=1000").body + shop().get("/v1/orders").body;
    for (const auto& order : shop().orders("")) all += shop().get("/v1/orders/" + text(order, "order")).body;
    return all + shop().get(std::string("/v1/orders?buyer=") + id).body + stream();
  }
  // As many server-sent events as there are events.
  std::string stream() {
    const auto last = integer(shop().events().back(), "position");
    support::HttpClient http(server().port());
    http.send(support::HttpClient::render("GET", "/v1/events", "", {{"Accept", "text/event-stream"}}));
    const auto head = http.read_head();
    std::string all;
    const std::string wanted = "id: " + std::to_string(last) + "\n";
    while (head && (all.find(wanted) == std::string::npos || !all.ends_with("\n\n"))) {
      const auto more = http.read_some(*head);
      if (!more || more->empty()) break;
      all += *more;
    }
    return all;
  }
  Reply forget() { return shop().send("POST", std::string("/v1/buyers/") + id + "/forget"); }
};

TEST_F(Forgetting, TakesTheIdOutOfAllThatIsServed) {
  start();
  open_lamps(10);
  const auto first = place("k1", id);
  (void)place("k2", "another");
  const auto second = place("k3", id);
  EXPECT_EQ(shop().pay(text(second.json(), "order"), "p", 19900).status, 200);
  ASSERT_THAT(told(), HasSubstr(id));
  const auto sums = shop().sale("sale");

  EXPECT_EQ(forget().body, R"({"buyer":"known-by-this","found":true})");
  EXPECT_THAT(told(), AllOf(Not(HasSubstr(id)), HasSubstr("_forgotten"), HasSubstr("another")));
  EXPECT_EQ(shop().sale("sale"), sums);
  EXPECT_EQ(forget().body, R"({"buyer":"known-by-this","found":false})");
  const auto replay = place("k1", id);
  EXPECT_EQ(replay.field("idempotent-replayed"), "true");
  EXPECT_EQ(text(replay.json(), "order"), text(first.json(), "order"));
  EXPECT_THAT(replay.body, Not(HasSubstr(id)));

  const auto before = world();
  server().kill();
  again();
  EXPECT_EQ(world(), before);
  EXPECT_THAT(told(), Not(HasSubstr(id)));
  EXPECT_EQ(shop().pay(text(first.json(), "order"), "q", 19900).status, 200);
}

TEST_F(Forgetting, MakesWhoComesAgainANewBuyer) {
  start();
  open_lamps(10, {.items = {{"lamp", 19900, {}, 1}}});
  (void)place("k1", id);
  EXPECT_EQ(place("k2", id).status, 409);
  (void)forget();
  const auto anew = place("k3", id);
  EXPECT_EQ(anew.status, 201) << anew.body;
  EXPECT_EQ(shop().orders(std::string("buyer=") + id).size(), 1u);
  std::size_t named = 0;
  for (const auto& event : shop().events()) named += text(event, "type") == "order_held" && text(event, "buyer") == id;
  EXPECT_EQ(named, 1u);
  const auto known = shop().send("POST", "/v1/orders", R"({"sale":"sale","buyer":"_forgotten","items":[]})",
                                 {{"Idempotency-Key", "k4"}});
  EXPECT_EQ(known.status, 400);
}

}  // namespace
}  // namespace doorbuster::system_tests
