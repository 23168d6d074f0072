// Signed requests on their way through the API: they do what those with a key do.
#include "net/access/request_signer.hpp"

#include "net/api/signed_request.hpp"
#include "tests/net/api/api_fixture.hpp"
#include "tests/net/api/keys.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

constexpr std::string_view one_lamp = R"({"sale":"sale","buyer":"u1","items":[{"sku":"lamp","qty":1}]})";
constexpr std::string_view batch_of_one =
    R"({"orders":[{"key":"b1","sale":"sale","buyer":"u2","items":[{"sku":"lamp","qty":1}]}]})";

struct SignedAccess : ApiTest {
  SignedAccess() { api.change_access(keys.table()); }

  HttpResponse signed_call(RequestSigner& with, Method method, std::string_view target, std::string_view body = "",
                           std::string_view key = "") {
    const auto field = with.sign({name_of(method), target, key}, body, TestKeys::unix_time()).value();
    TestRequest request(method, std::string(target), std::string(body));
    if (!key.empty()) request.key(key);
    return call(request.authorization(field));
  }

  support::ScratchDirectory scratch;
  TestKeys keys;
  RequestSigner storefront = keys.add_signing(0, Role::storefront, scratch.path());
  RequestSigner other = keys.add_signing(1, Role::operator_, scratch.path());
};

TEST_F(SignedAccess, BuysReadsAndReplaysWithTheSameIdempotencyKey) {
  open_sale(5);
  const auto placed = signed_call(storefront, Method::post, "/v1/orders", one_lamp, "k1");
  EXPECT_EQ(placed.status, 201) << placed.body;
  const auto again = signed_call(storefront, Method::post, "/v1/orders", one_lamp, "k1");
  EXPECT_EQ(field(again, "Idempotent-Replayed"), "true") << "signed anew, a retry is a replay";
  EXPECT_EQ(again.body, placed.body);
  EXPECT_EQ(signed_call(storefront, Method::post, "/v1/orders/batch", batch_of_one).status, 200);
  EXPECT_EQ(signed_call(storefront, Method::get, path_of(placed)).status, 200);
  EXPECT_EQ(signed_call(storefront, Method::head, path_of(placed)).status, 200);
  EXPECT_EQ(signed_call(storefront, Method::get, "/v1/live").status, 200);
  EXPECT_EQ(signed_call(storefront, Method::get, "/metrics").status, 403);
}

TEST_F(SignedAccess, ReachesItsOwnMerchantAlone) {
  open_sale(5);
  EXPECT_EQ(signed_call(storefront, Method::get, "/v1/skus/lamp").status, 200);
  EXPECT_EQ(signed_call(other, Method::get, "/v1/skus/lamp").status, 404);
}

TEST_F(SignedAccess, AskedForAStreamOrAPageIsItsMerchantsAndItsKeys) {
  const auto target = "/v1/events?after=0";
  const auto signature = other.sign({"GET", target, ""}, "", TestKeys::unix_time()).value();
  const auto routed = route(TestRequest(Method::get, target).authorization(signature).accept("text/event-stream"));
  const auto& feed = std::get<FeedRequest>(routed);
  EXPECT_TRUE(feed.stream);
  EXPECT_EQ(feed.merchant.value, 1);
  EXPECT_TRUE(keys.table()->role_of(feed.key, feed.merchant)) << "by which the feed ends it, once it is revoked";
}

TEST_F(SignedAccess, IsCountedByTheLimitOfItsKey) {
  RateLimits limits({.per_key = Rate{2, std::chrono::seconds(1), 2}}, meters);
  server.limits = &limits;
  submission.times.received = 1'000'000'000;
  for (const int status : {404, 404, 429}) {
    EXPECT_EQ(signed_call(storefront, Method::get, "/v1/skus/lamp").status, status);
  }
  EXPECT_EQ(signed_call(other, Method::get, "/v1/skus/lamp").status, 404) << "another key has its own";
}

TEST_F(SignedAccess, ARefusalChangesNothing) {
  open_sale(5);
  const auto before = fingerprint();
  const auto field = storefront.sign({"POST", "/v1/orders", "k2"}, one_lamp, TestKeys::unix_time()).value();
  TestRequest request(Method::post, "/v1/orders", std::string(one_lamp));
  const auto refused = call(request.key("k1").authorization(field));
  EXPECT_EQ(code_of(refused), "unauthorized");
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(SignedAccess, OfARevokedKeyIsNobodys) {
  keys.clear();
  api.change_access(keys.table());
  EXPECT_EQ(signed_call(storefront, Method::get, "/v1/orders").status, 401);
}

TEST_F(SignedAccess, AKeyThatSignsIsNeverSent) {
  const auto refused = call(TestRequest(Method::get, "/v1/orders").authorization("Bearer dbs_3f9a12bc04_00"));
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(text_of(json_of(refused).at("detail")),
            "A signing key is never sent. Whoever may have seen it can use it: revoke it, make another, and sign with "
            "that.");
  EXPECT_EQ(field(refused, "WWW-Authenticate"), signature_challenge);
}

TEST_F(SignedAccess, TheSchemesNameIsReadInAnyCase) {
  auto field = storefront.sign({"GET", "/v1/orders", ""}, "", TestKeys::unix_time()).value();
  field.replace(0, signature_scheme.size(), "doorbuster-hmac-sha256  ");
  EXPECT_EQ(call(TestRequest(Method::get, "/v1/orders").authorization(field)).status, 200);
}

}  // namespace
}  // namespace doorbuster::net
