// What all connections together may hold: who would take more is told so, ordinary orders go on, and what is no longer
// needed is given back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>
#include <thread>

#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using support::Reply;
using test::put_sku;
using test::RunningServer;
using test::status_of_next;
using ::testing::HasSubstr;

constexpr std::uint64_t mebibyte = 1u << 20;
constexpr std::uint64_t own = 128u << 10;  // the page of metrics that says so is among it
constexpr std::uint64_t budget = mebibyte + own;

std::string batch_head(const std::string& framing) {
  return "POST /v1/orders/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n";
}
std::string batch_of(std::size_t bytes) { return batch_head("Content-Length: " + std::to_string(bytes)); }

void expect_overloaded(const std::optional<Reply>& reply) {
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 503);
  EXPECT_EQ(reply->json().at("code").as_string(), "overloaded");
  EXPECT_EQ(reply->field("retry-after"), "1");
}

class Buffers : public testing::Test {
 protected:
  Buffers() { running_.run_engine(); }

  std::uint64_t buffered() {
    const std::string name = "\ndoorbuster_buffered_bytes ";
    const auto page = watcher_.get("/metrics");
    if (!page) throw std::runtime_error("/metrics does not answer");
    const auto found = page->body.find(name);
    if (found == std::string::npos) throw std::runtime_error("no such metric");
    return static_cast<std::uint64_t>(std::stod(page->body.substr(found + name.size())));
  }
  bool await_buffered(std::uint64_t low, std::uint64_t high) {
    for (int i = 0; i < 2'000; ++i) {
      const auto now = buffered();
      if (low <= now && now <= high) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }
  bool await_much() { return await_buffered(mebibyte - 64 * 1024, 2 * mebibyte); }
  bool await_little() { return await_buffered(0, own); }
  // Leaves so little room that nothing large fits: for the page of metrics, which is asked for while this comes still.
  void fill() {
    holder_.send(batch_of(mebibyte) + std::string(mebibyte - 100, ' '));
    ASSERT_TRUE(await_much());
  }

  RunningServer running_{{.buffered_bytes_max = budget}};
  HttpClient watcher_{running_.port()};
  HttpClient holder_{running_.port()};
  HttpClient client_{running_.port()};
};

TEST_F(Buffers, ABodyForWhichThereIsNoRoomIsRefusedBeforeItComes) {
  client_.send(batch_of(2 * mebibyte));
  expect_overloaded(client_.read_reply());
  EXPECT_TRUE(client_.closed_by_server());
  EXPECT_THAT(watcher_.get("/metrics")->body, HasSubstr("\ndoorbuster_buffer_refusals_total 1\n"));
}

TEST_F(Buffers, APromiseAloneTakesNoRoom) {
  for (int i = 0; i < 10; ++i) {
    HttpClient promises(running_.port());
    promises.send(batch_of(mebibyte - 1) + "{");
    client_.send(batch_of(10) + "{\"orders\":");
    EXPECT_EQ(status_of_next(client_), 400);
  }
}

TEST_F(Buffers, ABodyOfUnknownLengthIsRefusedWhenItGrowsTooLarge) {
  client_.send(batch_head("Transfer-Encoding: chunked"));
  const std::string chunk = "8000\r\n" + std::string(0x8000, ' ') + "\r\n";
  for (std::uint64_t sent = 0; sent < 2 * mebibyte; sent += chunk.size()) client_.send(chunk);
  expect_overloaded(client_.read_reply());
}

TEST_F(Buffers, WhereTheyAreFullOrdinaryRequestsGoOnAndLargeOnesAreRefused) {
  fill();
  HttpClient other(running_.port());
  other.send(batch_of(mebibyte / 2));
  expect_overloaded(other.read_reply());

  client_.send(put_sku("lamp"));
  EXPECT_EQ(status_of_next(client_), 201);
  for (const auto* large : {"/v1/orders?limit=1000", "/v1/events?limit=1000", "/v1/live"}) {
    SCOPED_TRACE(large);
    expect_overloaded(client_.get(large));
  }
  for (const auto* small : {"/v1/orders?limit=10", "/v1/events?limit=10", "/livez", "/openapi.json"}) {
    EXPECT_EQ(client_.get(small)->status, 200) << small;
  }
}

TEST_F(Buffers, WhatAConnectionHeldIsThereForOthersOnceItIsGone) {
  fill();
  holder_.close();
  EXPECT_TRUE(await_little());
  client_.send(batch_of(mebibyte / 2) + std::string(mebibyte / 2, ' '));
  EXPECT_EQ(status_of_next(client_), 400);
}

TEST_F(Buffers, AnIdleConnectionGivesBackWhatItGrewTo) {
  std::string requests;
  for (int i = 0; i < 4; ++i) requests += test::get("/metrics");
  client_.send(requests);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(status_of_next(client_), 200);
  EXPECT_TRUE(await_little());
  client_.send(test::get("/livez"));
  EXPECT_EQ(status_of_next(client_), 200) << "and is still there";
}

TEST_F(Buffers, AnswersThatNobodyTakesCount) {
  std::string requests;
  for (int i = 0; i < 200; ++i) requests += test::get("/metrics");
  std::list<HttpClient> readers;
  for (int i = 0; i < 8; ++i) {
    auto& reader = readers.emplace_back(running_.port());
    reader.hold_little();
    reader.send(requests);
  }
  EXPECT_TRUE(await_buffered(2 * own, 2 * mebibyte));
}

// They are sent from where they are, however many ask for them.
TEST_F(Buffers, AnswersThatLastTakeNoRoom) {
  const auto document = client_.get("/openapi.json")->body;
  std::string requests;
  for (int i = 0; i < 40; ++i) requests += test::get("/openapi.json");
  std::list<HttpClient> readers;
  for (int i = 0; i < 16; ++i) {
    auto& reader = readers.emplace_back(running_.port());
    reader.hold_little();
    reader.send(requests);
    EXPECT_EQ(reader.read_reply()->body, document);
  }
  EXPECT_LE(buffered(), own);
  for (auto& reader : readers) {
    for (int i = 1; i < 40; ++i) ASSERT_EQ(reader.read_reply()->body, document);
  }
}

}  // namespace
}  // namespace doorbuster::net
