// The real server and keys that sign: what was used is known again after a stop and a kill, and keys come and go while
// it runs.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <csignal>
#include <ctime>
#include <deque>
#include <regex>
#include <thread>

#include "net/access/request_signer.hpp"
#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using support::HttpClient;
using support::run_program;
using testing::HasSubstr;

class SigningServerTest : public OwnServerTest {
 protected:
  std::string create(const std::string& role, bool signing) {
    std::vector<std::string> words{"keys", "create", "--keys", keys(), "--merchant", "acme", "--role", role};
    if (signing) words.push_back("--signing");
    const auto made = run_program(words);
    std::smatch key;
    EXPECT_TRUE(std::regex_search(made.output, key, std::regex("db[ks]_[0-9a-f]{10}_[0-9a-f]{64}"))) << made.output;
    return key.str();
  }
  void create_signing(const std::string& role = "operator") {
    key_ = create(role, true);
    signer_.emplace(net::parse_key_text(key_, net::KeyKind::signing).value());
  }
  std::string sign(std::string_view method, std::string_view target, std::string_view body = {},
                   std::string_view key = {}) {
    return signer_->sign({method, target, key}, body, std::time(nullptr)).value();
  }
  Reply ask(const std::string& authorization, const std::string& method, const std::string& target,
            const std::string& body = {}, support::Fields fields = {}) {
    fields.emplace_back("Authorization", authorization);
    HttpClient client(server().port());
    client.send(HttpClient::render(method, target, body, fields));
    return client.read_reply(method == "HEAD").value_or(Reply{});
  }
  int get(const std::string& target) { return ask(sign("GET", target), "GET", target).status; }
  void reload_until(const std::string& text) {
    server().send(SIGHUP);
    while (server().output().find(text) == std::string::npos) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  [[nodiscard]] std::string keys() const { return (scratch() / "keys.toml").string(); }
  // In the place of the file of nonces, something that is none.
  void block_nonces() { std::filesystem::create_directories(std::filesystem::path(data()) / "used.nonces"); }

  std::string key_;
  std::optional<net::RequestSigner> signer_;
};

TEST_F(SigningServerTest, KnowsAUsedRequestAgainAfterAStopAndAfterAKill) {
  create_signing();
  start({"--keys", keys()});
  const std::string body = R"({"name":"Lamp"})";
  const auto used = sign("PUT", "/v1/skus/lamp", body);
  EXPECT_EQ(ask(used, "PUT", "/v1/skus/lamp", body).status, 201);
  const auto expect_known = [&] {
    const auto replayed = ask(used, "PUT", "/v1/skus/lamp", body);
    EXPECT_EQ(replayed.status, 401);
    EXPECT_THAT(replayed.body, HasSubstr("This nonce has been used"));
    EXPECT_EQ(get("/v1/skus/lamp"), 200) << "a new one is let in";
  };
  expect_known();
  for (int kills = 0; kills < 3; ++kills) {
    server().kill();
    again();
    expect_known();
  }
  EXPECT_EQ(server().shut_down().exit_code, 0);
  again();
  expect_known();
}

TEST_F(SigningServerTest, SellsToWhoSigns) {
  start();
  open_lamps(5);
  server().shut_down();
  create_signing("storefront");
  start({"--keys", keys()});
  const std::string order = R"({"sale":"sale","buyer":"u1","items":[{"sku":"lamp","qty":1}]})";
  const auto placed =
      ask(sign("POST", "/v1/orders", order, "k1"), "POST", "/v1/orders", order, {{"Idempotency-Key", "k1"}});
  EXPECT_EQ(placed.status, 201) << placed.body;

  HttpClient client(server().port());
  client.send("POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIdempotency-Key: k1\r\n"
              "Transfer-Encoding: chunked\r\nAuthorization: " + sign("POST", "/v1/orders", order, "k1") + "\r\n\r\n" +
              fmt::format("1\r\n{{\r\n{:x}\r\n{}\r\n0\r\n\r\n", order.size() - 1, order.substr(1)));
  const auto in_chunks = client.read_reply();
  ASSERT_TRUE(in_chunks);
  EXPECT_EQ(in_chunks->field("idempotent-replayed"), "true") << in_chunks->body;

  const std::string batch = R"({"orders":[{"key":"b1","sale":"sale","buyer":"u2","items":[{"sku":"lamp","qty":1}]}]})";
  EXPECT_EQ(ask(sign("POST", "/v1/orders/batch", batch), "POST", "/v1/orders/batch", batch).status, 200);
  const auto target = "/v1/orders?sale=sale&limit=1";
  EXPECT_EQ(ask(sign("HEAD", target), "HEAD", target).status, 200);
  EXPECT_EQ(ask(sign("GET", target), "HEAD", target).status, 401) << "a HEAD is signed as one";
  EXPECT_EQ(get("/metrics"), 403);
}

TEST_F(SigningServerTest, TakesAFirstSigningKeyOnSighupAndForgetsIt) {
  const std::string bearer = create("operator", false);
  start({"--keys", keys()});
  EXPECT_FALSE(std::filesystem::exists(server().data() / "used.nonces")) << "which takes room";
  create_signing();
  EXPECT_EQ(get("/v1/orders"), 401);
  reload_until("read again: 2 keys of 1 merchant");
  EXPECT_EQ(get("/v1/orders"), 200);
  EXPECT_EQ(ask("Bearer " + bearer, "GET", "/v1/orders").status, 200);
  EXPECT_THAT(ask("Bearer " + key_, "GET", "/v1/orders").body, HasSubstr("A signing key is never sent."));

  std::deque<HttpClient> streams;
  std::vector<Reply> heads;
  for (const std::string target : {"/v1/events", "/v1/live"}) {
    auto& stream = streams.emplace_back(server().port());
    stream.send(HttpClient::render("GET", target, {},
                                   {{"Authorization", sign("GET", target)}, {"Accept", "text/event-stream"}}));
    heads.push_back(stream.read_head().value());
    ASSERT_EQ(heads.back().status, 200);
  }
  EXPECT_EQ(run_program({"keys", "revoke", key_.substr(4, 10), "--keys", keys()}).ending.exit_code, 0);
  reload_until("read again: 1 key of 1 merchant");
  EXPECT_EQ(get("/v1/orders"), 401);
  for (std::size_t i = 0; i < streams.size(); ++i) {
    while (streams[i].read_some(heads[i])) {
    }
    EXPECT_TRUE(streams[i].closed_by_server());
  }
}

TEST_F(SigningServerTest, WithoutItsNoncesTakesNoSigningKey) {
  const std::string bearer = create("operator", false);
  start({"--keys", keys()});
  block_nonces();
  create_signing();
  reload_until("the keys stay as they were: The file of used nonces, " + data() + "/used.nonces, can't be opened");
  EXPECT_EQ(get("/v1/orders"), 401);
  EXPECT_EQ(ask("Bearer " + bearer, "GET", "/v1/orders").status, 200);
  server().shut_down();

  const auto refused = run_program({"serve", "--data", data(), "--listen", "127.0.0.1:0", "--keys", keys()});
  EXPECT_NE(refused.ending.exit_code, 0);
  EXPECT_THAT(refused.output, HasSubstr("used.nonces, can't be opened: Is a directory. Without it no signed request"));
}

TEST_F(SigningServerTest, IsAskedByTheCommandsWithASigningKey) {
  create_signing();
  start({"--keys", keys()});
  const std::string url = "http://127.0.0.1:" + std::to_string(server().port());
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--url", url});
    const support::Conditions with_key{.environment = {"DOORBUSTER_KEY=" + key_}, .open_files = {}};
    support::Program program(words, scratch() / "output", with_key);
    EXPECT_EQ(program.wait(std::chrono::minutes(1)).value().exit_code, 0) << program.output();
    return program.output();
  };
  run({"stock", "create", "lamp", "--name", "Lamp"});
  EXPECT_THAT(run({"stock", "add", "lamp", "5"}), HasSubstr("5"));
  EXPECT_THAT(run({"sale", "list"}), testing::Not(HasSubstr("unauthorized")));
  EXPECT_THAT(run({"tail", "--no-follow"}), HasSubstr("lamp"));

  const auto load = run_program({"load", "--target", url, "--orders", "10", "--key", key_});
  EXPECT_EQ(load.ending.exit_code, 8);
  EXPECT_THAT(load.output, HasSubstr("the load doesn't sign its requests: give it a bearer key"));
  EXPECT_EQ(load.output.find(key_.substr(15)), std::string::npos);
}

TEST_F(SigningServerTest, CountsTheNoncesInItsMemoryBudget) {
  create("operator", false);
  const std::vector<std::string> check{"serve", "--check-config", "--keys", keys()};
  EXPECT_THAT(run_program(check).output, testing::Not(HasSubstr("nonces")));
  create_signing();
  EXPECT_THAT(run_program(check).output, HasSubstr("#       64 MiB  nonces of signed requests"));
}

}  // namespace
}  // namespace doorbuster::system_tests
