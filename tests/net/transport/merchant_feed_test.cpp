// The event feed where merchants have keys: each sees their own events, and a revoked key's streams end.
#include <gtest/gtest.h>

#include <deque>

#include "keyed_server.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::as;
using test::get;
using test::KeyedServer;
using test::read_until;
using test::status_of_next;

struct MerchantFeed : testing::Test {
  // At least so many events of the merchant: SKUs whose ids begin with `prefix`, named anew each time. Over several
  // connections where there are many, so that they share writes of the disk.
  void put(const std::string& who, const std::string& prefix, std::size_t count = 1) {
    constexpr std::size_t most_at_once = 64;
    const std::size_t at_once = std::min(count, most_at_once);
    std::deque<HttpClient> clients;
    for (std::size_t i = 0; i < (count > most_at_once ? 16 : 1); ++i) clients.emplace_back(running.port());
    std::size_t renamed = 0;
    for (std::size_t done = 0; done < count; done += at_once * clients.size()) {
      for (auto& client : clients) {
        std::string requests;
        ++renamed;
        for (std::size_t k = 0; k < at_once; ++k) requests += rename(who, prefix + std::to_string(k), renamed);
        client.send(requests);
      }
      for (auto& client : clients) {
        for (std::size_t k = 0; k < at_once; ++k) ASSERT_GT(status_of_next(client), 0);
      }
    }
  }
  static std::string rename(const std::string& who, const std::string& sku, std::size_t name) {
    return test::put("/v1/skus/" + sku, R"({"name":")" + std::to_string(name) + R"("})", as(who));
  }
  support::Reply page(const std::string& who, const std::string& query) {
    HttpClient client(running.port());
    client.send(get("/v1/events" + query, as(who)));
    return client.read_reply().value();
  }
  static std::string follow(const std::string& who) {
    return get("/v1/events", "Accept: text/event-stream\r\n" + as(who));
  }

  TestKeys keys;
  std::string first = keys.add(0, Role::operator_);
  std::string second = keys.add(1, Role::operator_);
  KeyedServer running{keys};
};

TEST_F(MerchantFeed, ShowsEachTheirOwnAtTheirGlobalPositions) {
  put(first, "mine");
  put(second, "theirs");
  put(first, "mine-too");
  const auto mine = page(first, "");
  EXPECT_EQ(mine.body.find("theirs"), std::string::npos) << mine.body;
  EXPECT_NE(mine.body.find("\"position\":1,"), std::string::npos);
  EXPECT_NE(mine.body.find("\"position\":3,"), std::string::npos);
  const auto theirs = page(second, "?limit=1");
  EXPECT_EQ(std::count(theirs.body.begin(), theirs.body.end(), '\n'), 1);
  EXPECT_NE(theirs.body.find("\"position\":2,"), std::string::npos) << theirs.body;
  EXPECT_EQ(theirs.field("x-journal-position"), "2");
  EXPECT_EQ(page(second, "?after=2").body, "");
  EXPECT_EQ(page(second, "?after=2").field("x-journal-position"), "3");
  EXPECT_EQ(page(second, "?after=3").field("x-journal-position"), "3");
}

TEST_F(MerchantFeed, OfALongJournalOfOthersAPageIsBoundedAndLeadsOn) {
  const std::size_t others = transport::page_events_scanned_max + 1'000;
  put(first, "mine", others);
  const std::uint64_t before = running.engine().stable_position().value;
  ASSERT_GT(before, transport::page_events_scanned_max) << "each put is an event";
  put(second, "theirs");
  const auto none = page(second, "");
  EXPECT_EQ(none.status, 200);
  EXPECT_EQ(none.body, "");
  const auto looked_to = std::stoull(none.field("x-journal-position"));
  EXPECT_GE(looked_to, transport::page_events_scanned_max);
  EXPECT_LT(looked_to, before);
  const auto next = page(second, "?after=" + std::to_string(looked_to));
  EXPECT_NE(next.body.find("theirs"), std::string::npos);

  HttpClient reader(running.port());
  reader.send(follow(second));
  const auto head = reader.read_head();
  ASSERT_TRUE(head);
  EXPECT_NE(read_until(reader, *head, "theirs").find("theirs"), std::string::npos) << "a stream gets there by itself";
}

TEST_F(MerchantFeed, StreamsEachTheirOwn) {
  HttpClient reader(running.port());
  reader.send(follow(second));
  const auto head = reader.read_head();
  ASSERT_TRUE(head);
  put(first, "mine");
  put(second, "theirs");
  const auto text = read_until(reader, *head, "theirs");
  EXPECT_EQ(text.find("mine"), std::string::npos) << text;
  EXPECT_NE(text.find("id: 2\n"), std::string::npos) << text;
}

TEST_F(MerchantFeed, EndsTheStreamsOfARevokedKeyAlone) {
  HttpClient revoked(running.port()), kept(running.port());
  for (auto* client : {&revoked, &kept}) {
    client->send(follow(client == &revoked ? first : second));
    ASSERT_EQ(client->read_head().value().status, 200);
  }
  TestKeys left;
  const auto new_second = left.add(1, Role::operator_);
  running.take(left);
  EXPECT_TRUE(revoked.closed_by_server());
  EXPECT_TRUE(kept.closed_by_server()) << "its key is gone, though the merchant has another";

  HttpClient again(running.port());
  again.send(follow(first));
  EXPECT_EQ(status_of_next(again), 401);
  HttpClient follower(running.port());
  follower.send(follow(new_second));
  const auto head = follower.read_head();
  ASSERT_EQ(head.value().status, 200);
  running.take(left);  // the same keys, read again
  put(new_second, "theirs");
  EXPECT_NE(read_until(follower, *head, "theirs").find("theirs"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::net
