// Clients who ask and ask and never read: the server makes little more for each of them than the system takes, keeps
// little of it, and others are served meanwhile.
#include <gtest/gtest.h>

#include "net/transport_limits.hpp"
#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::RunningServer;

constexpr std::uint64_t head_at_most = 512;  // of an answer

class Unread : public testing::Test {
 protected:
  Unread() { running_.run_engine(); }

  // An honest request, and so what of the server's figures is for honest ones.
  std::string ask(const std::string& target) {
    const auto reply = honest_.get(target);
    if (!reply || reply->status != 200) throw std::runtime_error("no good answer to " + target);
    ++honest_answers_;
    honest_bytes_ += reply->body.size() + head_at_most;
    return reply->body;
  }
  std::uint64_t figure(const std::string& name) {
    const auto page = ask("/metrics");
    const auto found = page.find("\n" + name + " ");
    if (found == std::string::npos) throw std::runtime_error("no such metric");
    return static_cast<std::uint64_t>(std::stod(page.substr(found + name.size() + 2)));
  }
  // Of those who are not honest; a page of figures doesn't count itself.
  std::uint64_t answers_to_others() {
    return figure("doorbuster_http_responses_total{class=\"2xx\"}") + 1 - honest_answers_;
  }
  // At least so many.
  std::uint64_t bytes_to_others() {
    const auto all = figure("doorbuster_sent_bytes_total");
    return all > honest_bytes_ ? all - honest_bytes_ : 0;
  }

  RunningServer running_{{.io_threads = 1}};
  HttpClient honest_{running_.port()};
  std::uint64_t honest_answers_ = 0, honest_bytes_ = 0;
};

TEST_F(Unread, AnswersAreMadeForAClientOnlyAsFarAsTheyGoOut) {
  constexpr std::uint64_t taken_at_most = 512u << 10;  // of 12 MB: what two systems hold for one connection, and more
  HttpClient silent(running_.port());
  silent.hold_little();
  std::string requests;
  for (int i = 0; i < 200; ++i) requests += get("/openapi.json");
  const auto document = ask("/openapi.json").size();
  silent.send(requests);
  while (answers_to_others() == 0) {
  }
  for (int i = 0; i < 50; ++i) ask("/livez");
  EXPECT_LE(bytes_to_others(), taken_at_most);
  EXPECT_LE(answers_to_others(), taken_at_most / document);
  EXPECT_LE(figure("doorbuster_buffered_bytes"), taken_at_most);
}

TEST_F(Unread, WhatWasAskedForIsAllThereOnceItIsReadAfterAll) {
  HttpClient late(running_.port());
  late.hold_little();
  // Large answers, each of a round of its own; then rounds of many that together are more than goes out at once.
  const auto target = [](int i) { return i % 2 == 1 ? "/livez" : i < 100 ? "/openapi.json" : "/docs"; };
  const auto document = ask("/openapi.json"), page = ask("/docs");
  ASSERT_GT(page.size() * transport::eager_requests_max / 2, transport::output_bytes);
  std::string requests;
  for (int i = 0; i < 300; ++i) requests += get(target(i));
  late.send(requests);
  EXPECT_EQ(honest_.get("/livez")->status, 200);
  for (int i = 0; i < 300; ++i) {
    const auto reply = late.read_reply();
    ASSERT_TRUE(reply) << i;
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->body, i % 2 == 1 ? "alive\n" : i < 100 ? document : page) << i;
  }
}

}  // namespace
}  // namespace doorbuster::net
