// The real server with a certificate: what it says, orders through TLS, curl, draining, and
// certificates that can't be used.
#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <regex>
#include <thread>

#include "tests/net/tls/certificate_files.hpp"
#include "tests/net/tls/tls_client.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::system_tests {
namespace {

using namespace std::chrono_literals;
using net::test::make_certificate;
using net::test::TlsClient;
using net::test::TlsEnd;
using support::HttpClient;
using testing::HasSubstr;

constexpr auto patience = 60s;

class HttpsServer : public testing::Test {
 protected:
  [[nodiscard]] std::vector<std::string> arguments() const {
    return {"serve",           "--data",      (scratch_.path() / "data").string(), "--listen",  "127.0.0.1:0",
            "--tls-certificate", files_.certificate, "--tls-key",                      files_.key};
  }
  void start() {
    program_.emplace(arguments(), scratch_.path() / "log");
    await_output("ready ");
    std::smatch found;
    const std::string said = program_->output();
    ASSERT_TRUE(std::regex_search(said, found, std::regex("https://127\\.0\\.0\\.1:([0-9]+)"))) << said;
    port_ = static_cast<std::uint16_t>(std::stoi(found[1]));
  }
  // Until it has said `text` `times` times.
  void await_output(const std::string& text, int times = 1) {
    const auto count = [&] {
      const std::string said = program_->output();
      int found = 0;
      for (auto at = said.find(text); at != std::string::npos; at = said.find(text, at + 1)) ++found;
      return found;
    };
    while (count() < times) {
      ASSERT_FALSE(program_->wait(2ms)) << "it ended: " << program_->output();
    }
  }
  [[nodiscard]] TlsClient client() const { return TlsClient(port_, files_.certificate); }
  // One request and the body of its answer, which has to have this status.
  std::string ask(TlsClient& client, int status, const std::string& method, const std::string& target,
                  const std::string& body = "", const std::string& key = "") {
    EXPECT_TRUE(client.send(HttpClient::render(method, target, body, {{"Idempotency-Key", key}})));
    const auto reply = client.read_reply();
    if (!reply) return "no answer";
    EXPECT_EQ(reply->status, status) << reply->body;
    return reply->body;
  }
  void open_lamps(TlsClient& client) {
    ask(client, 201, "PUT", "/v1/skus/lamp", R"({"name":"Lamp"})");
    ask(client, 200, "POST", "/v1/skus/lamp/stock", R"({"delta":10000,"reason":"r"})", "stock");
    ask(client, 201, "PUT", "/v1/sales/sale",
        R"({"name":"Sale","currency":"EUR","hold_seconds":900,"late_payment":"refund",)"
        R"("starts_at":"2026-01-01T00:00:00Z","ends_at":"2099-01-01T00:00:00Z","items":[{"sku":"lamp","price":1}]})");
  }

  support::ScratchDirectory scratch_;
  net::test::CertificateFiles files_ = make_certificate(scratch_.path(), "first");
  std::optional<support::Program> program_;
  std::uint16_t port_ = 0;
};

constexpr const char* order = R"({"sale":"sale","buyer":"u42","items":[{"sku":"lamp","qty":1}]})";

TEST_F(HttpsServer, SaysWhereItListensAndWithWhatCertificate) {
  start();
  EXPECT_THAT(program_->output(), HasSubstr("certificate  CN=first, valid until 20"));
  EXPECT_THAT(program_->output(), testing::Not(HasSubstr("http://")));
}

TEST_F(HttpsServer, IsOperatedByCommandWhereItsAuthorityIsTrusted) {
  start();
  const std::vector<std::string> ask{"stock", "create", "lamp", "--url", "https://127.0.0.1:" + std::to_string(port_)};
  auto trusting = ask;
  trusting.insert(trusting.end(), {"--ca", files_.certificate});
  const auto asked = support::run_program(trusting);
  EXPECT_EQ(asked.ending.exit_code, 0) << asked.output;
  const auto refused = support::run_program(ask);
  EXPECT_EQ(refused.ending.exit_code, 10);
  EXPECT_THAT(refused.output, HasSubstr("--ca FILE names its authority"));
}

TEST_F(HttpsServer, TakesOrdersOneByOneAndInABatch) {
  start();
  auto one = client();
  open_lamps(one);
  EXPECT_THAT(ask(one, 201, "POST", "/v1/orders", order, "k1"), HasSubstr("\"held\""));
  EXPECT_THAT(ask(one, 201, "POST", "/v1/orders", order, "k1"), HasSubstr("\"held\""));
  std::string batch;
  for (int i = 0; i < 8192; ++i) {
    batch += (i == 0 ? "" : ",") + ("{\"key\":\"b" + std::to_string(i) + "\"," + std::string(order + 1));
  }
  const auto results = ask(one, 200, "POST", "/v1/orders/batch", "{\"orders\":[" + batch + "]}");
  EXPECT_GT(results.size(), 1u << 20);
  EXPECT_THAT(ask(one, 200, "GET", "/v1/skus/lamp"), HasSubstr("\"held\":8193"));
}

TEST_F(HttpsServer, IsUnderstoodByCurl) {
  start();
  const std::string command = "curl -sS --cacert " + files_.certificate + " https://localhost:" +
                              std::to_string(port_) + "/livez -o /dev/null -w '%{http_code} %{http_version}' > " +
                              (scratch_.path() / "curl").string();
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::string status, version;
  std::ifstream(scratch_.path() / "curl") >> status >> version;
  EXPECT_EQ(status, "200");
  EXPECT_EQ(version, "1.1");
}

TEST_F(HttpsServer, DrainsOnSigtermAndAnswersWhatItReceived) {
  start();
  auto idle = client(), ordering = client();
  ASSERT_TRUE(idle.handshake());
  open_lamps(ordering);
  std::string orders;
  for (int i = 0; i < 200; ++i) {
    orders += HttpClient::render("POST", "/v1/orders", order, {{"Idempotency-Key", "k" + std::to_string(i)}});
  }
  ASSERT_TRUE(ordering.send(orders));
  ASSERT_TRUE(ordering.read_reply());
  program_->signal(SIGTERM);
  int answered = 1;
  while (const auto reply = ordering.read_reply()) {
    EXPECT_EQ(reply->status, 201);
    ++answered;
    if (reply->closes) break;
  }
  EXPECT_GE(answered, 1);
  EXPECT_EQ(idle.read_to_end(), TlsEnd::close_notify);
  const auto ending = program_->wait(patience);
  ASSERT_TRUE(ending);
  EXPECT_EQ(ending->exit_code, 0) << program_->output();
  EXPECT_THAT(program_->output(), testing::Not(HasSubstr("cut off")));
}

TEST_F(HttpsServer, ReadsTheCertificateAgainOnSighup) {
  start();
  auto before = client();
  ASSERT_TRUE(before.handshake());
  EXPECT_EQ(before.server_name(), "first");
  ask(before, 200, "GET", "/livez");

  make_certificate(scratch_.path(), "second");
  program_->signal(SIGHUP);
  await_output("certificate  CN=second");
  auto after = client();
  ASSERT_TRUE(after.handshake());
  EXPECT_EQ(after.server_name(), "second");
  ask(after, 200, "GET", "/livez");
  ask(before, 200, "GET", "/livez");

  std::ofstream(files_.key) << "no key";
  program_->signal(SIGHUP);
  await_output("The certificate from before stays in force.");
  auto still = client();
  ASSERT_TRUE(still.handshake());
  EXPECT_EQ(still.server_name(), "second");
}

TEST_F(HttpsServer, IsNotStartedWithACertificateThatCantBeUsed) {
  const auto other = make_certificate(scratch_.path() / "other", "other");
  auto mixed = arguments();
  mixed.back() = other.key;
  auto alone = arguments();
  alone.resize(alone.size() - 2);
  for (const auto& [given, said] : {std::pair{mixed, "does not belong to the certificate"},
                                    std::pair{alone, "tls_certificate needs tls_key too"}}) {
    for (const bool only_checked : {false, true}) {
      auto all = given;
      if (only_checked) all.push_back("--check-config");
      const auto finished = support::run_program(all);
      EXPECT_EQ(finished.ending.exit_code, 3) << finished.output;
      EXPECT_THAT(finished.output, HasSubstr(said));
    }
  }
  EXPECT_FALSE(std::filesystem::exists(scratch_.path() / "data"));
}

}  // namespace
}  // namespace doorbuster::system_tests
