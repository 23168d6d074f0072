// A start that takes a while: the port is open from its first moment, and everybody is told where they stand.
#include <gmock/gmock.h>

#include <csignal>
#include <thread>

#include "tests/system/long_journal.hpp"
#include "tests/system/own_server_test.hpp"
#include "tests/system/problem_check.hpp"

namespace doorbuster::system_tests {
namespace {

using support::HttpClient;
using namespace std::chrono_literals;

constexpr int threads = 8;
constexpr int clients_of_each = 125;
constexpr int attempts_most = 10;
constexpr auto pause = 10ms;
constexpr auto patience = 100s;

class Start : public OwnServerTest {
 protected:
  // A server with a running sale, stopped, whose journal then has grown long.
  void prepare() {
    start({"--journal-segment-mib", "16"});
    open_lamps(attempts_most * threads * clients_of_each);
    ASSERT_EQ(server().shut_down().exit_code, 0) << server().output();
    lengthen_journal(data(), DOORBUSTER_LONG_JOURNAL_EVENTS);
  }
};

// Clients who knock until each has its order. Counts what they were told, and complains of whoever was told nothing.
struct Knocking {
  explicit Knocking(std::uint16_t port, std::string its_name) : name(std::move(its_name)) {
    for (int i = 0; i < clients_of_each; ++i) waiting.push_back(std::make_unique<HttpClient>(port));
  }

  void run() {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::any_of(waiting.begin(), waiting.end(), [](const auto& client) { return client != nullptr; })) {
      if (std::chrono::steady_clock::now() > deadline) return complaints.push_back("not all are served");
      for (std::size_t i = 0; i < waiting.size(); ++i) knock(i);
      for (std::size_t i = 0; i < waiting.size(); ++i) hear(i);
      if (!complaints.empty()) return;
      std::this_thread::sleep_for(pause);
    }
  }

  void knock(std::size_t i) {
    if (!waiting[i]) return;
    const auto who = name + "-" + std::to_string(i);
    const auto body = boost::json::serialize(Order{"sale", who, {{"lamp"}}}.json());
    const auto request = HttpClient::render("POST", "/v1/orders", body, {{"Idempotency-Key", who}});
    if (!waiting[i]->send(request)) complaints.push_back(who + " can't connect or send");
  }

  void hear(std::size_t i) {
    if (!waiting[i]) return;
    const auto reply = waiting[i]->read_reply();
    if (!reply) {
      complaints.push_back(name + "-" + std::to_string(i) + " got no answer");
    } else if (reply->status == 201) {
      waiting[i].reset();
    } else if (is_problem(*reply, 503, "not_ready") && reply->has("retry-after")) {
      ++told_not_ready;
    } else {
      complaints.push_back(reply->body);
    }
  }

  std::string name;
  std::vector<std::unique_ptr<HttpClient>> waiting;
  std::vector<std::string> complaints;
  std::size_t told_not_ready = 0;
};

// Lets a thousand clients loose on a server that has just begun to listen; how often they were told to wait.
std::size_t let_them_knock(std::uint16_t port, const std::string& name) {
  std::vector<Knocking> crowd;
  for (int i = 0; i < threads; ++i) crowd.emplace_back(port, name + std::to_string(i));
  {
    std::vector<std::jthread> running;
    for (auto& some : crowd) running.emplace_back([&some] { some.run(); });
  }
  std::size_t told_not_ready = 0;
  for (const auto& some : crowd) {
    EXPECT_THAT(some.complaints, testing::IsEmpty());
    told_not_ready += some.told_not_ready;
  }
  return told_not_ready;
}

TEST_F(Start, AThousandClientsWhoKnockDuringTheReplayAreToldToWaitAndThenServed) {
  prepare();
  std::size_t told_not_ready = 0;
  // On a busy machine a replay may be over before the first of them has knocked: then once more.
  for (int attempt = 0; attempt < attempts_most && told_not_ready == 0; ++attempt) {
    if (attempt > 0) server().kill();
    server().launch();
    server().await_listening();
    HttpClient early(server().port());
    EXPECT_EQ(early.get("/livez").value().status, 200);
    told_not_ready = let_them_knock(server().port(), "attempt" + std::to_string(attempt) + "-");
    EXPECT_EQ(early.get("/readyz").value().status, 200) << "a connection from the start serves on";
    const auto held = integer(Storefront(server().port()).sku("lamp"), "held");
    EXPECT_EQ(held, (attempt + 1) * threads * clients_of_each);
  }
  EXPECT_GT(told_not_ready, 0u);
}

TEST_F(Start, ASignalDuringTheReplayEndsItWithoutHarm) {
  prepare();
  server().launch();
  server().await_listening();
  HttpClient idle(server().port());
  ASSERT_TRUE(idle.get("/livez"));
  EXPECT_EQ(server().shut_down().exit_code, 0) << server().output();
  EXPECT_TRUE(idle.closed_by_server());
  again();
  EXPECT_EQ(integer(shop().sku("lamp"), "held"), 0);
}

}  // namespace
}  // namespace doorbuster::system_tests
