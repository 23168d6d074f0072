// Everything hostile that can be sent, over a socket of its own to the real server: each row of the tables is answered
// as it says, its connection closes or serves the next request as if nothing had been, and nothing has changed: no
// stock, sale, order or event, nor the journal's fingerprint.
#include <boost/algorithm/string/replace.hpp>
#include <fstream>

#include "tests/system/hostile_requests/fields.hpp"
#include "tests/system/hostile_requests/framing.hpp"
#include "tests/system/hostile_requests/json_bodies.hpp"
#include "tests/system/hostile_requests/request_lines.hpp"
#include "tests/system/hostile_requests/signatures.hpp"
#include "tests/system/hostile_requests/values.hpp"
#include "tests/system/own_server_test.hpp"
#include "tests/system/problem_check.hpp"

namespace doorbuster::system_tests {
namespace {

using namespace std::chrono_literals;
using hostile::Then;
using support::HttpClient;

class HostileRequests : public OwnServerTest {
 protected:
  void SetUp() override {
    start();
    EXPECT_EQ(shop().put_sku("gold").status, 201);
    open_lamps(10, {.items = {{"lamp"}, {.sku = "gold", .price = 1'000'000'000'000}}});
    const auto held = place("first");
    ASSERT_EQ(held.status, 201) << held.body;
    order_ = text(held.json(), "order");
  }
  // Whatever was sent, the server ends in good order.
  void TearDown() override { EXPECT_EQ(server().shut_down().exit_code, 0) << server().output(); }

  [[nodiscard]] std::string filled(const hostile::Request& row) const {
    std::string bytes = row.bytes;
    boost::replace_all(bytes, "$ORDER", order_);
    boost::replace_all(bytes, "$KEY", row.name);
    return bytes;
  }

  static void expect_answer(const hostile::Request& row, const Reply& reply) {
    EXPECT_EQ(reply.status, row.status) << reply.body;
    EXPECT_EQ(reply.version, "HTTP/1.1");
    if (!row.code.empty()) {
      EXPECT_TRUE(is_problem(reply, row.status, row.code));
    }
    EXPECT_EQ(reply.field("connection") == "close", row.then == Then::closes) << "what the answer says of it";
    if (reply.status == 405 || reply.status == 204) {
      EXPECT_TRUE(reply.has("allow"));
    }
  }

  void expect_as_told(const hostile::Request& row) {
    HttpClient client(server().port(), 10s);
    const auto bytes = filled(row);
    client.send(bytes);  // which may fail at its end: the server need not read on once it has refused
    const auto reply = client.read_reply(bytes.starts_with("HEAD "));
    ASSERT_TRUE(reply) << "no answer";
    expect_answer(row, *reply);
    if (row.then == Then::closes) {
      EXPECT_TRUE(client.closed_by_server()) << "nothing comes after the answer";
    } else {
      client.send("GET /livez HTTP/1.1\r\nHost: shop\r\n\r\n");
      const auto next = client.read_reply();
      ASSERT_TRUE(next) << "the connection did not stay";
      EXPECT_EQ(next->status, 200) << "the next answer is the next request's: " << next->body;
    }
  }

  void expect_each_as_told(const hostile::Requests& rows) {
    const auto before = seen();
    const auto fingerprint = support::fingerprint_of(server().data());
    for (const auto& row : rows) {
      SCOPED_TRACE(row.name);
      expect_as_told(row);
      ASSERT_EQ(before, seen()) << "it changes nothing";
    }
    EXPECT_EQ(fingerprint, support::fingerprint_of(server().data()));
  }

  // What a row must leave as it was.
  virtual std::string seen() { return world(); }

  std::string order_;
};

class HostileSignatures : public HostileRequests {
 protected:
  void SetUp() override {
    HostileRequests::SetUp();
    server().shut_down();
    const auto keys = scratch() / "keys.toml";
    std::ofstream(keys) << hostile::signing_key_file;
    std::filesystem::permissions(keys, std::filesystem::perms::owner_read);
    start({"--keys", keys.string()});
  }
  // Nothing can be read without a signature.
  std::string seen() override { return support::fingerprint_of(server().data()); }
};

TEST_F(HostileRequests, RequestLines) { expect_each_as_told(hostile::request_lines()); }
TEST_F(HostileRequests, Fields) { expect_each_as_told(hostile::fields()); }
TEST_F(HostileRequests, LengthsAndCodings) { expect_each_as_told(hostile::lengths_and_codings()); }
TEST_F(HostileRequests, Chunks) { expect_each_as_told(hostile::chunks()); }
TEST_F(HostileRequests, OnesHiddenInOthers) { expect_each_as_told(hostile::smuggled()); }
TEST_F(HostileRequests, JsonBodies) { expect_each_as_told(hostile::json_bodies()); }
TEST_F(HostileRequests, Numbers) { expect_each_as_told(hostile::numbers()); }
TEST_F(HostileRequests, NamesAndTypes) { expect_each_as_told(hostile::names_and_types()); }

// Answers to the bytes sent in two pieces, but for their dates.
std::string answers(std::uint16_t port, std::string_view bytes, std::size_t cut, int count) {
  HttpClient client(port, 10s);
  client.send(bytes.substr(0, cut));
  client.send(bytes.substr(cut));
  std::string all;
  for (int i = 0; i < count; ++i) {
    const auto reply = client.read_reply();
    if (!reply) return all + "no answer";
    all += std::to_string(reply->status) + " " + reply->field("connection") + " " + reply->body + "\n";
  }
  return all + (client.closed_by_server() ? "closed" : "open");
}

TEST_F(HostileRequests, APipelineIsReadTheSameWhereverItIsCut) {
  const std::string pipeline = hostile::get("/v1/skus/lamp") +
                               hostile::chunked("1;x\r\n{\r\n1\r\n}\r\n0\r\nT: a\r\n\r\n") +
                               hostile::write("POST /v1/orders", R"({"buyer":)") + hostile::get("/nothing") +
                               hostile::get_with("X : a\r\n") + hostile::get("/livez");
  const auto before = world();
  const auto whole = answers(server().port(), pipeline, pipeline.size(), 5);
  EXPECT_TRUE(whole.ends_with("closed")) << whole;
  EXPECT_NE(whole.find("invalid_http"), std::string::npos) << whole;
  for (std::size_t cut = 1; cut < pipeline.size(); ++cut) {
    ASSERT_EQ(answers(server().port(), pipeline, cut, 5), whole) << "cut at " << cut;
  }
  EXPECT_EQ(before, world());
}

TEST_F(HostileRequests, ATooLargeBodyIsRefusedBeforeItIsSent) {
  HttpClient client(server().port(), 10s);
  client.send(hostile::order_framed("Content-Length: 65537\r\n", ""));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(is_problem(*reply, 413, "body_too_large"));
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(HostileRequests, WhoWaitsForAContinueIsRefusedInItsPlace) {
  HttpClient client(server().port(), 10s);
  client.send(hostile::order_framed("Expect: 100-continue\r\nContent-Length: 1\r\n", ""));
  const auto go_on = client.read_reply();
  ASSERT_TRUE(go_on);
  EXPECT_EQ(go_on->status, 100);
  client.send("{");
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(is_problem(*reply, 400, "invalid_json"));
}
TEST_F(HostileSignatures, OfAnOrder) { expect_each_as_told(hostile::signatures()); }

}  // namespace
}  // namespace doorbuster::system_tests
