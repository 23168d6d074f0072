// The real server with keys: made, used, revoked and read again while it runs.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <regex>
#include <thread>

#include "core/core.hpp"
#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using support::Fields;
using support::HttpClient;
using support::run_program;
using testing::HasSubstr;

// A named pipe in the place of a program's log, which takes no more than it holds unless somebody reads.
class OutputPipe {
 public:
  explicit OutputPipe(const std::filesystem::path& path) {
    EXPECT_EQ(mkfifo(path.c_str(), 0600), 0);
    ends_ = core::Descriptor(open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  }
  // All that has been said until `pattern` was, or so far after a minute.
  std::string read_until(const std::regex& pattern) {
    std::string said;
    for (int look = 0; look < 12'000 && !std::regex_search(said, pattern); ++look) {
      std::array<char, 4'096> part{};
      const auto bytes = read(ends_.get(), part.data(), part.size());
      if (bytes > 0) said.append(part.data(), static_cast<std::size_t>(bytes));
      if (bytes <= 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return said;
  }
  void fill() const {
    while (write(ends_.get(), "x", 1) == 1) {
    }
    EXPECT_EQ(errno, EAGAIN);
  }

 private:
  core::Descriptor ends_;
};

class KeyedServerTest : public OwnServerTest {
 protected:
  std::string create(const std::string& merchant, const std::string& role) {
    const auto made = run_program({"keys", "create", "--keys", path(), "--merchant", merchant, "--role", role});
    std::smatch key;
    EXPECT_TRUE(std::regex_search(made.output, key, std::regex("dbk_[0-9a-f_]+"))) << made.output;
    return key.str();
  }
  void revoke(const std::string& key) {
    EXPECT_EQ(run_program({"keys", "revoke", key.substr(4, 10), "--keys", path()}).ending.exit_code, 0);
  }
  // SIGHUP, and until the server has said `times` that it read the file.
  void reload(int times) {
    server().send(SIGHUP);
    wait_for("read again", times);
  }
  void wait_for(const std::string& text, int times) {
    const auto said = [&] {
      int count = 0;
      const std::string output = server().output();
      for (auto at = output.find(text); at != std::string::npos; at = output.find(text, at + 1)) ++count;
      return count;
    };
    while (said() < times) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  int get(const std::string& key, const std::string& target) {
    const auto reply = HttpClient(server().port()).request("GET", target, {}, bearer(key));
    return reply ? reply->status : 0;
  }
  static Fields bearer(const std::string& key) { return {{"Authorization", key.empty() ? "" : "Bearer " + key}}; }
  [[nodiscard]] std::string path() const { return (scratch() / "keys.toml").string(); }
};

TEST_F(KeyedServerTest, LetsInWhoHasAKeyUntilItIsRevoked) {
  const std::string key = create("acme", "operator");
  const std::string other = create("other", "monitor");
  start({"--keys", path()});
  EXPECT_THAT(server().output(), HasSubstr("2 keys of 2 merchants"));
  EXPECT_EQ(get(key, "/v1/orders"), 200);
  EXPECT_EQ(get("", "/v1/orders"), 401);
  EXPECT_EQ(get("", "/livez"), 200);

  HttpClient follower(server().port());
  auto fields = bearer(key);
  fields.emplace_back("Accept", "text/event-stream");
  follower.send(HttpClient::render("GET", "/v1/events", {}, fields));
  const auto head = follower.read_head();
  ASSERT_TRUE(head);
  ASSERT_EQ(head->status, 200);

  revoke(key);
  EXPECT_EQ(get(key, "/v1/orders"), 200) << "the file is read on SIGHUP";
  reload(1);
  EXPECT_TRUE(follower.closed_by_server());
  EXPECT_EQ(get(key, "/v1/orders"), 401);
  EXPECT_EQ(get(other, "/metrics"), 200);

  const std::string rotated = create("acme", "storefront");
  reload(2);
  EXPECT_EQ(get(rotated, "/v1/orders"), 200);
  EXPECT_EQ(get(rotated, "/metrics"), 403);
  EXPECT_EQ(server().shut_down().exit_code, 0);
}

TEST_F(KeyedServerTest, KeepsTheKeysItHasWhereTheFileIsBad) {
  const std::string key = create("acme", "operator");
  start({"--keys", path()});
  std::ofstream(path(), std::ios::app) << "[[keys]]\n";
  server().send(SIGHUP);
  wait_for("the keys stay as they were: " + path() + " line", 1);
  EXPECT_EQ(get(key, "/v1/orders"), 200);
  std::filesystem::remove(path());
  server().send(SIGHUP);
  wait_for("the keys stay as they were", 2);
  EXPECT_EQ(get(key, "/v1/orders"), 200);
}

// So who waits for the server to say that it read the file finds it done.
TEST_F(KeyedServerTest, RevokesBeforeItSaysSoAndThoughItsWordsAreStuck) {
  const std::string key = create("acme", "operator");
  create("acme", "monitor");
  OutputPipe output(scratch() / "output");
  support::Program program({"serve", "--data", data(), "--listen", "127.0.0.1:0", "--keys", path()},
                           scratch() / "output");
  const std::string said = output.read_until(std::regex("\nready"));
  std::smatch port;
  ASSERT_TRUE(std::regex_search(said, port, std::regex(R"(127\.0\.0\.1:(\d+))"))) << said;
  HttpClient client(static_cast<std::uint16_t>(std::stoi(port[1])));
  const auto status = [&] { return client.request("GET", "/v1/orders", {}, bearer(key)).value_or(Reply{}).status; };
  EXPECT_EQ(status(), 200);
  output.fill();
  revoke(key);
  program.signal(SIGHUP);
  int last = 200;
  for (int asked = 0; asked < 2'000 && last == 200; ++asked) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    last = status();
  }
  EXPECT_EQ(last, 401);
}

TEST_F(KeyedServerTest, DoesNotStartWithABadFile) {
  for (const char* content : {"", "[[keys]]\n"}) {
    if (*content != '\0') std::ofstream(path()) << content;
    std::filesystem::permissions(scratch(), std::filesystem::perms::owner_all);
    const auto finished = run_program({"serve", "--data", data(), "--listen", "127.0.0.1:0", "--keys", path()});
    EXPECT_EQ(finished.ending.exit_code, 3) << finished.output;
    EXPECT_THAT(finished.output, HasSubstr(path()));
    EXPECT_FALSE(std::filesystem::exists(data()));
  }
}

TEST_F(KeyedServerTest, TheFirstMerchantHasWhatWasThereBeforeThereWereKeys) {
  start();
  open_lamps(5);
  server().shut_down();
  const std::string first = create("acme", "operator");
  const std::string second = create("other", "operator");
  start({"--keys", path()});
  EXPECT_EQ(get(first, "/v1/skus/lamp"), 200);
  EXPECT_EQ(get(second, "/v1/skus/lamp"), 404);
}

TEST_F(KeyedServerTest, ListensBeyondLoopbackWithKeysAloneAndWarns) {
  const auto refused = run_program({"serve", "--data", data(), "--listen", "0.0.0.0:0"});
  EXPECT_EQ(refused.ending.exit_code, 3);
  EXPECT_THAT(refused.output, HasSubstr("without API keys the server listens on loopback only"));
  create("acme", "operator");
  support::Program program({"serve", "--data", data(), "--listen", "0.0.0.0:0", "--keys", path()}, scratch() / "log");
  while (program.output().find("\nready") == std::string::npos && !program.wait(std::chrono::milliseconds(5))) {
  }
  EXPECT_THAT(program.output(), HasSubstr("travel unprotected"));
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(std::chrono::minutes(1)).value().exit_code, 0);
}

TEST_F(KeyedServerTest, IsRehearsedWithAnOperatorsKey) {
  const std::string key = create("acme", "operator");
  start({"--keys", path()});
  const std::string target = "http://127.0.0.1:" + std::to_string(server().port());
  const std::vector<std::string> load{"load", "--target", target, "--orders", "200", "--length", "1", "--json", "-"};
  auto with_key = load;
  with_key.insert(with_key.end(), {"--key", key});
  const auto passed = run_program(with_key);
  EXPECT_EQ(passed.ending.exit_code, 0) << passed.output;
  EXPECT_EQ(passed.output.find(key.substr(15)), std::string::npos) << "a secret in the report";
  EXPECT_EQ(run_program(load).ending.exit_code, 8);
}

}  // namespace
}  // namespace doorbuster::system_tests
