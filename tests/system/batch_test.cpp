// POST /v1/orders/batch: each entry decided by itself, in the given order, answered in its place.
#include <boost/json/serialize.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

namespace json = boost::json;

constexpr int entries_max = 8192;

class Batch : public ContractTest {
 protected:
  static json::object entry(const Order& order, const std::string& key) {
    auto one = order.json();
    one["key"] = key;
    return one;
  }
  Reply send(json::array entries) {
    return shop().send("POST", "/v1/orders/batch", json::serialize(json::object{{"orders", std::move(entries)}}));
  }
};

TEST_F(Batch, AnswersEachOrderInItsPlace) {
  const auto sku = stocked(2);
  const auto sale = opened({.items = {{sku}}});
  const auto reply =
      send({entry({sale, own("a"), {{sku}}}, new_key()), entry({own("none"), own("b"), {{sku}}}, new_key()),
            entry({sale, own("c"), {{sku}}}, new_key()), entry({sale, own("d"), {{sku}}}, new_key())});
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.field("content-type"), "application/json");
  const auto results = list(reply.json(), "results");
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(integer(results[0], "status"), 201);
  EXPECT_EQ(text(results[0].at("order"), "buyer"), own("a"));
  EXPECT_EQ(results[0].at("order"), shop().order(text(results[0].at("order"), "order")));
  EXPECT_EQ(integer(results[1], "status"), 404);
  EXPECT_TRUE(is_problem(results[1].at("problem"), 404, "sale_not_found"));
  EXPECT_EQ(integer(results[2], "status"), 201);
  EXPECT_EQ(integer(results[3], "status"), 409);
  EXPECT_TRUE(is_problem(results[3].at("problem"), 409, "sold_out"));
  EXPECT_EQ(text(results[3].at("problem"), "sku"), sku);
  EXPECT_EQ(integer(shop().sku(sku), "held"), 2);
}

TEST_F(Batch, NamesThePositionOfItsLastRecord) {
  const auto sku = stocked(2);
  const auto sale = opened({.items = {{sku}}});
  const auto reply = send({entry({sale, own("a"), {{sku}}}, new_key()), entry({sale, own("b"), {{sku}}}, new_key()),
                           entry({sale, own("c"), {{sku}}}, new_key())});
  const auto last = text(list(reply.json(), "results").at(1).at("order"), "order");
  EXPECT_EQ(std::stoll(reply.field("x-journal-position")), integer(events_of(last, "order_held").at(0), "position"));
}

TEST_F(Batch, ReplayedEntriesSaySo) {
  const auto sku = stocked(5);
  const auto sale = opened({.items = {{sku}}});
  const json::array entries{entry({sale, own("a"), {{sku}}}, new_key()), entry({sale, own("b"), {{sku}}}, new_key())};
  const auto first = send(entries).json();
  EXPECT_FALSE(has(list(first, "results").at(0), "replayed"));
  const auto before = world();
  const auto again = send(entries).json();
  EXPECT_EQ(before, world());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& replay = list(again, "results").at(i);
    EXPECT_EQ(integer(replay, "status"), 201);
    EXPECT_TRUE(replay.at("replayed").as_bool());
    EXPECT_EQ(replay.at("order"), list(first, "results").at(i).at("order"));
  }
}

TEST_F(Batch, KeysAreSharedWithSingleOrdersAndWithinTheBatch) {
  const auto sku = stocked(5);
  const auto sale = opened({.items = {{sku}}});
  const Order order{sale, own("a"), {{sku}}};
  const auto key = new_key(), other = new_key();
  const auto single = shop().place(order, key).json();
  const auto results = list(send({entry(order, key), entry({sale, own("b"), {{sku}}}, other),
                                  entry({sale, own("b"), {{sku}}}, other), entry({sale, own("c"), {{sku}}}, other)})
                                .json(),
                            "results");
  EXPECT_EQ(results[0].at("order"), single);
  EXPECT_TRUE(results[0].at("replayed").as_bool());
  EXPECT_EQ(results[2].at("order"), results[1].at("order"));
  EXPECT_TRUE(results[2].at("replayed").as_bool());
  EXPECT_TRUE(is_problem(results[3].at("problem"), 422, "idempotency_key_reused"));
  EXPECT_EQ(integer(shop().sku(sku), "held"), 2);
}

TEST_F(Batch, LaterOrdersSeeWhatEarlierOnesDid) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku, 100, {}, 2}}});
  json::array entries;
  for (int i = 0; i < 3; ++i) entries.push_back(entry({sale, own("a"), {{sku}}}, new_key()));
  const auto results = list(send(entries).json(), "results");
  EXPECT_EQ(integer(results[1], "status"), 201);
  EXPECT_TRUE(is_problem(results[2].at("problem"), 409, "limit_reached"));
}

TEST_F(Batch, AnEntryOfBadShapeHasItsOwnProblem) {
  const auto sku = stocked(5);
  const auto sale = opened({.items = {{sku}}});
  const Order good{sale, own("a"), {{sku}}};
  auto keyless = good.json();
  auto unknown_member = entry(good, new_key());
  unknown_member["colour"] = "red";
  auto no_units = entry({sale, own("a"), {{sku, 0}}}, new_key());
  const auto reply = send({keyless, unknown_member, no_units, entry(good, new_key())});
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto results = list(reply.json(), "results");
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(integer(results[i], "status"), 400) << i;
    EXPECT_TRUE(is_problem(results[i].at("problem"), 400, "")) << i;
  }
  EXPECT_EQ(integer(results[3], "status"), 201);
  EXPECT_EQ(integer(shop().sku(sku), "held"), 1);
}

TEST_F(Batch, ABadEnvelopeIsRefusedAsAWhole) {
  const auto sku = stocked(5);
  const auto sale = opened({.items = {{sku}}});
  const auto one = json::serialize(entry({sale, own("a"), {{sku}}}, new_key()));
  struct Bad {
    std::string body;
    std::string code;
  };
  for (const auto& [body, code] :
       {Bad{"{\"orders\":[]}", "invalid_request"}, Bad{"{}", "invalid_request"},
        Bad{"{\"orders\":{}}", "invalid_request"}, Bad{"[" + one + "]", "invalid_request"},
        Bad{"{\"orders\":[" + one + "],\"more\":1}", "invalid_request"},
        Bad{"{\"orders\":[" + one + "]", "invalid_json"}, Bad{"{\"orders\":[" + one + "]}]", "invalid_json"},
        Bad{"{\"orders\":[" + one + "],\"orders\":[" + one + "]}", "invalid_json"}}) {
    SCOPED_TRACE(body);
    expect_refused([&] { return shop().send("POST", "/v1/orders/batch", body); }, 400, code);
  }
}

TEST_F(Batch, TakesAsManyEntriesAsItSaysAndNotOneMore) {
  const auto sku = stocked(entries_max / 2);
  const auto sale = opened({.items = {{sku}}});
  json::array entries;
  for (int i = 0; i < entries_max; ++i) entries.push_back(entry({sale, own("b"), {{sku}}}, new_key()));
  auto too_many = entries;
  too_many.push_back(entry({sale, own("b"), {{sku}}}, new_key()));
  expect_refused([&] { return send(too_many); }, 400, "invalid_request");
  const auto reply = send(entries);
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto results = list(reply.json(), "results");
  ASSERT_EQ(results.size(), static_cast<std::size_t>(entries_max));
  EXPECT_EQ(integer(results[entries_max / 2 - 1], "status"), 201);
  EXPECT_EQ(integer(results[entries_max / 2], "status"), 409);
  EXPECT_EQ(integer(shop().sku(sku), "held"), entries_max / 2);
}

}  // namespace
}  // namespace doorbuster::system_tests
