// Who may do what: every role at every endpoint, and what is no key.
#include <map>

#include "net/api/routes.hpp"
#include "tests/net/api/api_fixture.hpp"
#include "tests/net/api/keys.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

// Who may: s(torefront), o(perator), m(onitor), and - without a key. Every route has its row.
const std::map<std::pair<std::string, Method>, std::string> who_may{
    {{"/v1/orders", Method::post}, "so"},
    {{"/v1/orders", Method::get}, "som"},
    {{"/v1/orders/batch", Method::post}, "so"},
    {{"/v1/orders/{order}", Method::get}, "som"},
    {{"/v1/orders/{order}/pay", Method::post}, "so"},
    {{"/v1/orders/{order}/cancel", Method::post}, "so"},
    {{"/v1/skus/{sku}", Method::put}, "o"},
    {{"/v1/skus/{sku}", Method::get}, "som"},
    {{"/v1/skus/{sku}/stock", Method::post}, "o"},
    {{"/v1/sales", Method::get}, "som"},
    {{"/v1/sales/{sale}", Method::put}, "o"},
    {{"/v1/sales/{sale}", Method::get}, "som"},
    {{"/v1/buyers/{buyer}/forget", Method::post}, "o"},
    {{"/v1/events", Method::get}, "som"},
    {{"/v1/live", Method::get}, "som"},
    {{"/metrics", Method::get}, "om"},
    {{"/livez", Method::get}, "som-"},
    {{"/readyz", Method::get}, "som-"},
    {{"/openapi.json", Method::get}, "som-"},
    {{"/docs", Method::get}, "som-"},
    {{"/problems", Method::get}, "som-"},
    {{"/problems/{problem}", Method::get}, "som-"},
    {{"/", Method::get}, "som-"},
    {{"/board/{file}", Method::get}, "som-"},
};

std::string target_of(const Route& route) {
  std::string path(route.pattern);
  if (const auto open = path.find('{'); open != std::string::npos) {
    path.replace(open, path.find('}') - open + 1, path.starts_with("/problems") ? "sold-out" : "x");
  }
  return path;
}

struct AccessTest : ApiTest {
  AccessTest() { api.change_access(keys.table()); }

  // The status that a request as of this route gets, were there no check after that of the key: 0.
  int refusal(const Route& route, Method method, const std::string* authorization) {
    TestRequest request(method, target_of(route), std::string(body));
    request.type("text/plain");
    if (authorization != nullptr) request.authorization(*authorization);
    submission.requests.clear();
    const Routed routed = api.route(request.view(), submission);
    const auto* response = std::get_if<HttpResponse>(&routed);
    if (response == nullptr || (response->status != 401 && response->status != 403)) return 0;
    EXPECT_TRUE(field(*response, "WWW-Authenticate").value_or("").starts_with("Bearer")) << route.pattern;
    EXPECT_EQ(code_of(*response), response->status == 401 ? "unauthorized" : "forbidden");
    return response->status;
  }

  // The Authorization field of the same request, signed.
  std::string signed_by(char who, const Route& route) {
    const std::string target = target_of(route);
    return signer.at(who).sign({name_of(route.method), target, ""}, body, TestKeys::unix_time()).value();
  }

  static constexpr std::string_view body = "never parsed";
  support::ScratchDirectory scratch;
  TestKeys keys;
  std::map<char, std::string> key{{'s', keys.add(0, Role::storefront)},
                                  {'o', keys.add(0, Role::operator_)},
                                  {'m', keys.add(0, Role::monitor)}};
  std::map<char, RequestSigner> signer = signers();

 private:
  std::map<char, RequestSigner> signers() {
    std::map<char, RequestSigner> all;
    for (const auto& [who, role] : {std::pair('s', Role::storefront), {'o', Role::operator_}, {'m', Role::monitor}}) {
      all.emplace(who, keys.add_signing(0, role, scratch.path()));
    }
    return all;
  }
};

TEST_F(AccessTest, EachRoleMayDoWhatItsRowSaysAndNothingElse) {
  for (const Route& route : all_routes()) {
    const auto row = who_may.find({std::string(route.pattern), route.method});
    ASSERT_NE(row, who_may.end()) << route.pattern << " has no row in this test";
    const auto lets = [&](char who) { return row->second.find(who) != std::string::npos; };
    for (const auto& [who, authorization] : key) {
      const std::string signature = signed_by(who, route);
      for (const std::string* credentials : {&authorization, &signature}) {
        EXPECT_EQ(refusal(route, route.method, credentials), lets(who) ? 0 : 403) << route.pattern << " " << who;
      }
    }
    EXPECT_EQ(refusal(route, route.method, nullptr), lets('-') ? 0 : 401) << route.pattern;
  }
  EXPECT_EQ(who_may.size(), all_routes().size());
}

TEST_F(AccessTest, HeadNeedsWhatGetNeeds) {
  for (const Route& route : all_routes()) {
    if (route.method != Method::get) continue;
    const bool open = refusal(route, Method::get, nullptr) == 0;
    EXPECT_EQ(refusal(route, Method::head, nullptr), open ? 0 : 401) << route.pattern;
  }
}

TEST_F(AccessTest, PathAndMethodAreCheckedBeforeTheKey) {
  EXPECT_EQ(get("/nowhere").status, 404);
  EXPECT_EQ(call(TestRequest(Method::put, "/v1/orders")).status, 405);
  EXPECT_EQ(call(TestRequest(Method::options, "/v1/orders")).status, 204);
}

TEST_F(AccessTest, TheKeyIsCheckedBeforeAllElse) {
  EXPECT_EQ(post("/v1/orders", "not JSON").status, 401);
  EXPECT_EQ(get("/v1/skus/!?x=1").status, 401);
  EXPECT_EQ(call(TestRequest(Method::post, "/v1/orders", "{}").type(std::nullopt)).status, 401);
}

TEST_F(AccessTest, WhatIsNoKeyIsRefused) {
  const std::string good = key.at('o');
  const std::string text = good.substr(std::string("Bearer ").size());
  std::string other_secret = text, other_id = text;
  other_secret.back() = other_secret.back() == '0' ? '1' : '0';
  other_id[4] = other_id[4] == '0' ? '1' : '0';
  std::string upper = text;
  const auto to_upper = [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; };
  std::ranges::transform(upper, upper.begin(), to_upper);
  for (const std::string& bad : std::vector<std::string>{
           "", "Bearer", "Bearer ", text, "Basic " + text, "Bearer" + text, "Bearer\t" + text, "Bearer " + text + " ",
           "Bearer " + text + "0", "Bearer " + text.substr(0, text.size() - 1), "Bearer " + other_secret,
           "Bearer " + other_id, "Bearer " + upper, "Bearer \"" + text + "\"", good + ", " + good,
           "Bearer dbk_", "Bearer dbk__", "Bearer " + std::string(text.size(), 'a'), "Token " + text}) {
    const auto refused = call(TestRequest(Method::get, "/v1/orders").authorization(bad));
    EXPECT_EQ(refused.status, 401) << bad;
    EXPECT_EQ(code_of(refused), "unauthorized");
    EXPECT_EQ(field(refused, "WWW-Authenticate"), R"(Bearer realm="doorbuster", error="invalid_token")") << bad;
  }
  EXPECT_EQ(call(TestRequest(Method::get, "/v1/orders").authorization("bearer   " + text)).status, 200);
}

TEST_F(AccessTest, ARefusalWithoutAKeySaysOnlyThatOneIsNeeded) {
  EXPECT_EQ(field(get("/v1/orders"), "WWW-Authenticate"), R"(Bearer realm="doorbuster")");
}

TEST_F(AccessTest, RefusalsAreCountedByTheirReasonAndNameNobody) {
  const auto asked = [&](const std::string& authorization) {
    TestRequest request(Method::get, "/metrics");
    return call(authorization.empty() ? request : request.authorization(authorization)).body;
  };
  const auto expired = signer.at('m').sign({"GET", "/metrics", ""}, "", TestKeys::unix_time() - 400).value();
  const auto once = signer.at('m').sign({"GET", "/metrics", ""}, "", TestKeys::unix_time()).value();
  const auto other = signer.at('m').sign({"GET", "/v1/orders", ""}, "", TestKeys::unix_time()).value();
  const std::string strange = "Bearer dbk_nobody", none;
  for (const auto& each : {none, strange, strange, key.at('s'), expired, once, once, other}) asked(each);
  const std::string page = asked(key.at('m'));
  const std::map<std::string, int> counts{{"no_key", 1},        {"unknown_key", 2},   {"role", 1},
                                          {"expired", 1},       {"replayed", 1},      {"bad_signature", 1},
                                          {"in_the_future", 0}, {"nonces_full", 0}};
  for (const auto& [reason, count] : counts) {
    const auto line = "doorbuster_access_refusals_total{reason=\"" + reason + "\"} " + std::to_string(count) + "\n";
    EXPECT_NE(page.find(line), std::string::npos) << line;
  }
}

TEST_F(AccessTest, ARevokedKeyIsUnknownFromTheNextRequestOn) {
  EXPECT_EQ(call(TestRequest(Method::get, "/v1/orders").authorization(key.at('m'))).status, 200);
  keys.clear();
  api.change_access(keys.table());
  EXPECT_EQ(call(TestRequest(Method::get, "/v1/orders").authorization(key.at('m'))).status, 401);
}

TEST_F(AccessTest, TheServersOwnFiguresAreForWhoMayReadMetrics) {
  const std::map<char, std::string> names{{'s', "storefront"}, {'o', "operator"}, {'m', "monitor"}};
  for (const auto& [who, authorization] : key) {
    const auto figures = json_of(call(TestRequest(Method::get, "/v1/live").authorization(authorization)));
    EXPECT_EQ(text_of(figures.at("role")), names.at(who));
    EXPECT_EQ(figures.at("server").is_object(), who != 's') << who;
    EXPECT_TRUE(figures.at("sales").is_array());
  }
}

TEST_F(AccessTest, TheBoardsPageHasNoFigures) {
  const auto page = get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, call(TestRequest(Method::get, "/").authorization(key.at('o'))).body);
}

}  // namespace
}  // namespace doorbuster::net
