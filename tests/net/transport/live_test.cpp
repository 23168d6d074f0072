// Streams of live figures: one reading after the other, each merchant's own, until the client or the key goes.
#include <gtest/gtest.h>

#include <deque>

#include "keyed_server.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::KeyedServer;
using test::read_until;
using test::RunningServer;
using test::status_of_next;

std::string watch(const std::string& key = {}) {
  return get("/v1/live", "Accept: text/event-stream\r\n" + (key.empty() ? "" : test::as(key)));
}

// Whether it ends, perhaps after some more readings.
bool ends(HttpClient& watcher, const support::Reply& head) {
  constexpr int reads_max = 100;
  for (int i = 0; i < reads_max; ++i) {
    if (!watcher.read_some(head)) return watcher.closed_by_server();
  }
  return false;
}

TEST(LiveStream, TellsWhatIsNewByItself) {
  RunningServer running;
  running.run_engine();
  HttpClient watcher(running.port());
  watcher.send(watch());
  const auto head = watcher.read_head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->field("content-type"), "text/event-stream");
  EXPECT_EQ(head->field("cache-control"), "no-store");
  EXPECT_EQ(read_until(watcher, *head, "\n\n").substr(0, 7), "data: {");

  HttpClient shop(running.port());
  shop.send(test::put_sku("lamp"));
  ASSERT_EQ(status_of_next(shop), 201);
  EXPECT_NE(read_until(watcher, *head, R"("position":1,)").find(R"("position":1,)"), std::string::npos);
}

TEST(LiveStream, ShowsEachRoleWhatItMaySee) {
  TestKeys keys;
  const auto storefront = keys.add(0, Role::storefront);
  const auto monitor = keys.add(0, Role::monitor);
  KeyedServer running(keys);
  HttpClient without(running.port()), with(running.port()), nobody(running.port());
  without.send(watch(storefront));
  with.send(watch(monitor));
  nobody.send(watch());
  EXPECT_EQ(status_of_next(nobody), 401);
  const auto head_without = without.read_head().value();
  const auto head_with = with.read_head().value();
  // Several readings: both roles share what is asked, and not what is told.
  for (int i = 0; i < 3; ++i) {
    const std::string hidden = read_until(without, head_without, "\n\n");
    EXPECT_NE(hidden.find(R"("server":null)"), std::string::npos) << hidden;
    const std::string shown = read_until(with, head_with, "\n\n");
    EXPECT_NE(shown.find(R"("queued_commands":)"), std::string::npos) << shown;
  }
}

TEST(LiveStream, EndsWithItsKey) {
  TestKeys keys;
  const auto revoked = keys.add(0, Role::operator_);
  KeyedServer running(keys);
  HttpClient watcher(running.port());
  watcher.send(watch(revoked));
  const auto head = watcher.read_head();
  ASSERT_EQ(head.value().status, 200);
  keys.clear();
  const auto kept = keys.add(0, Role::operator_);
  running.take(keys);
  EXPECT_TRUE(ends(watcher, *head));
  HttpClient again(running.port()), other(running.port());
  again.send(watch(revoked));
  EXPECT_EQ(status_of_next(again), 401);
  other.send(watch(kept));
  EXPECT_EQ(other.read_head().value().status, 200);
}

TEST(LiveStream, EndsWhereItsKeyMaySeeLess) {
  TestKeys keys;
  const auto demoted = keys.add(0, Role::monitor);
  KeyedServer running(keys);
  HttpClient watcher(running.port());
  watcher.send(watch(demoted));
  const auto head = watcher.read_head();
  ASSERT_EQ(head.value().status, 200);
  keys.make_all(Role::storefront);
  running.take(keys);
  EXPECT_TRUE(ends(watcher, *head));
  HttpClient again(running.port());
  again.send(watch(demoted));
  EXPECT_NE(read_until(again, again.read_head().value(), "\n\n").find(R"("server":null)"), std::string::npos);
}

TEST(LiveStream, OfWhichThereAreNoMoreThanMayBe) {
  RunningServer running;
  running.run_engine();
  std::deque<HttpClient> watchers;
  for (std::size_t i = 0; i < transport::live_streams_max; ++i) {
    auto& watcher = watchers.emplace_back(running.port());
    watcher.send(watch());
    ASSERT_EQ(watcher.read_head().value().status, 200);
  }
  HttpClient late(running.port());
  late.send(watch());
  EXPECT_EQ(late.read_head().value().status, 503);
  watchers.pop_back();
  const auto gets_in = [&] {
    HttpClient next(running.port());
    next.send(watch());
    return next.read_head().value().status == 200;
  };
  while (!gets_in()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

TEST(LiveStream, EndsWhereTheServerDrains) {
  RunningServer running;
  running.run_engine();
  HttpClient watcher(running.port());
  watcher.send(watch());
  const auto head = watcher.read_head();
  ASSERT_EQ(head.value().status, 200);
  running.server().drain();
  EXPECT_TRUE(ends(watcher, *head));
}

}  // namespace
}  // namespace doorbuster::net
