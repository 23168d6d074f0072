// Time that passes while the process doesn't run, and a system clock that is set: holds end when they are due, and
// nothing is sold before its sale begins.
#include <gmock/gmock.h>

#include <cstdlib>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using support::HttpClient;
using namespace std::chrono_literals;

constexpr auto patience = 60s;

class Time : public OwnServerTest {
 protected:
  // Until the order's hold has ended by itself.
  void await_end(const std::string& order) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (text(shop().order(order), "status") == "held") {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the hold lives on";
      std::this_thread::sleep_for(10ms);
    }
    EXPECT_EQ(text(shop().order(order), "status"), "expired");
  }
};

TEST_F(Time, StoppedAcrossAHoldsEndItCantBePaidAfterwards) {
  start();
  open_lamps(1, {.items = {{"lamp"}}, .hold_seconds = 1});
  const auto held = place("key");
  const auto order = text(held.json(), "order");
  server().send(SIGSTOP);
  std::this_thread::sleep_for(2s);
  // It lies in the socket when the process goes on: the first thing that it sees.
  HttpClient late(server().port());
  ASSERT_TRUE(late.send(HttpClient::render("POST", "/v1/orders/" + order + "/pay",
                                           R"({"payment":"p","amount":19900})", {})));
  server().send(SIGCONT);
  const auto refused = late.read_reply();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 409) << refused->body;
  EXPECT_EQ(text(refused->json(), "code"), "hold_expired");
  await_end(order);
  EXPECT_EQ(integer(shop().sku("lamp"), "available"), 1);
}

TEST_F(Time, StoppedAcrossASalesStartNothingIsSoldBeforeIt) {
  start();
  const auto starts_at = from_now(2s);
  open_lamps(1000, {.items = {{"lamp"}}, .starts_at = starts_at});
  const auto deadline = std::chrono::steady_clock::now() + patience;
  int sold = 0;
  for (int i = 0; sold < 10; ++i) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the sale does not start";
    const auto key = std::to_string(i);
    server().send(SIGSTOP);
    HttpClient client(server().port());
    ASSERT_TRUE(client.send(HttpClient::render("POST", "/v1/orders",
                                               boost::json::serialize(Order{"sale", key, {{"lamp"}}}.json()),
                                               {{"Idempotency-Key", key}})));
    std::this_thread::sleep_for(100ms);
    server().send(SIGCONT);
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    if (reply->status == 201) {
      EXPECT_GE(text(reply->json(), "created_at"), starts_at);
      ++sold;
    } else {
      EXPECT_EQ(text(reply->json(), "code"), "sale_not_started");
      EXPECT_EQ(sold, 0) << "once begun, it goes on";
    }
  }
}

// Only the address sanitizer's and the thread sanitizer's builds can't have another library loaded before theirs.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// The server's own system clock, by Debian's libfaketime; its monotonic clock stays what it is.
class SetClock : public Time {
 protected:
  void SetUp() override {
    if (sanitized) GTEST_SKIP() << "a sanitizer does not go together with a preloaded library";
    library_ = find_library();
    if (library_.empty()) GTEST_SKIP() << "libfaketime is not installed";
    set_clock("+0");
    start({}, {.environment = {"LD_PRELOAD=" + library_, "FAKETIME_TIMESTAMP_FILE=" + clock_file().string(),
                               "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_NO_CACHE=1"},
               .open_files = {}});
    open_lamps(1000, {.items = {{"lamp"}}, .hold_seconds = 900});
    EXPECT_EQ(shop().put_sale("short", {.items = {{"lamp"}}, .hold_seconds = 1}).status, 201);
  }

  // "+3600": an hour ahead.
  void set_clock(const std::string& offset) {
    const auto aside = clock_file().string() + ".new";
    std::ofstream(aside) << offset << "\n";
    std::filesystem::rename(aside, clock_file());
  }

  // Places an order whose hold is long; when the engine says that was.
  std::string long_hold() {
    const auto order = place("key" + std::to_string(orders_++)).json();
    last_ = text(order, "order");
    return text(order, "created_at");
  }
  void expect_short_holds_to_end() {
    const auto placed = shop().place({"short", "buyer", {{"lamp"}}}, "key" + std::to_string(orders_++));
    ASSERT_EQ(placed.status, 201) << placed.body;
    await_end(text(placed.json(), "order"));
  }
  void expect_still_held() { EXPECT_EQ(text(shop().order(last_), "status"), "held"); }

 private:
  [[nodiscard]] static std::string find_library() {
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib")) {
      const auto library = entry.path() / "faketime" / "libfaketimeMT.so.1";
      if (std::filesystem::exists(library)) return library;
    }
    return {};
  }
  [[nodiscard]] std::filesystem::path clock_file() const { return scratch() / "clock"; }

  std::string library_;
  std::string last_;
  int orders_ = 0;
};

// RFC 3339 in UTC with milliseconds compares as text does; the engine's time must be near ours whatever the clock says.
void expect_near_now(const std::string& instant) {
  EXPECT_GT(instant, from_now(-15min));
  EXPECT_LT(instant, from_now(15min));
}

TEST_F(SetClock, AnHourAheadAndBackWhileItRunsHoldsEndWhenTheyAreDue) {
  const auto before = long_hold();
  set_clock("+3600");
  const auto ahead = long_hold();
  expect_near_now(ahead);
  EXPECT_GE(ahead, before);
  expect_short_holds_to_end();
  expect_still_held();

  set_clock("-3600");
  const auto behind = long_hold();
  expect_near_now(behind);
  EXPECT_GE(behind, ahead) << "time went back";
  expect_short_holds_to_end();
  expect_still_held();
}

TEST_F(SetClock, AnHourBackAcrossARestartTimeGoesOnFromTheLastEvent) {
  const auto before = long_hold();
  set_clock("-3600");
  server().kill();
  again();
  expect_still_held();
  const auto after = long_hold();
  expect_near_now(after);
  EXPECT_GE(after, before) << "time went back";
  expect_short_holds_to_end();
  expect_still_held();
}

TEST_F(SetClock, AheadWhileItRanAndRightAgainAfterARestartNothingIsAnHourLate) {
  set_clock("+3600");
  const auto ahead = long_hold();
  set_clock("+0");
  server().kill();
  again();
  const auto after = long_hold();
  expect_near_now(after);
  EXPECT_GE(after, ahead);
  expect_short_holds_to_end();
  expect_still_held();
}

}  // namespace
}  // namespace doorbuster::system_tests
