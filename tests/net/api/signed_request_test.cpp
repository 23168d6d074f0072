// One signed request at a time, at a moment that the test sets: what is let in, and what is refused in which words.
#include "net/api/signed_request.hpp"

#include <gmock/gmock.h>

#include "tests/net/api/keys.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

using testing::HasSubstr;

struct SignedRequest : testing::Test {
  SignedRequest() {
    request.method = Method::post;
    request.target = "/v1/orders?x=1";
    request.idempotency_key = "k-1";
    request.body = R"({"sale":"s"})";
  }
  // What the request as it is now is signed with.
  std::string sign(std::int64_t at) {
    auto field = signer.sign({"POST", request.target, request.idempotency_key.value_or("")}, request.body, at).value();
    return field.substr(signature_scheme.size() + 1);
  }
  std::variant<const AccessKey*, Refused> check(const std::string& parameters, std::int64_t at) {
    return check_signature(request, parameters, *keys.table(), at, verifier);
  }
  // Nothing: it was let in.
  std::string refusal(const std::string& parameters, std::int64_t at, ProblemCode code = ProblemCode::unauthorized) {
    const auto checked = check(parameters, at);
    const auto* refused = std::get_if<Refused>(&checked);
    if (refused == nullptr) return {};
    EXPECT_EQ(refused->problem.code, code);
    EXPECT_EQ(refused->problem.authenticate == signature_challenge, code == ProblemCode::unauthorized);
    why = refused->why;
    return refused->problem.detail;
  }

  support::ScratchDirectory scratch;
  TestKeys keys;
  RequestSigner signer = keys.add_signing(7, Role::storefront, scratch.path());
  std::int64_t now = TestKeys::unix_time() + 1'000;
  HttpRequest request;
  Verifier verifier;
  std::optional<Distrust> why;  // of the last refusal()
};

constexpr const char* nobodys = "No signing key that this server knows has made this signature of this request.";

TEST_F(SignedRequest, IsItsKeysOnce) {
  const auto parameters = sign(now);
  const auto table = keys.table();
  const auto checked = check_signature(request, parameters, *table, now, verifier);
  const auto* key = std::get<const AccessKey*>(checked);
  EXPECT_EQ(key->merchant.value, 7);
  EXPECT_EQ(key->role, Role::storefront);
  EXPECT_THAT(refusal(parameters, now), HasSubstr("This nonce has been used"));
  EXPECT_EQ(why, Distrust::replayed);
  EXPECT_EQ(refusal(sign(now), now), "") << "signed anew";
}

TEST_F(SignedRequest, HasAWindowOfTimeWithTwoEdges) {
  EXPECT_EQ(refusal(sign(now - signature_age_max), now), "");
  EXPECT_THAT(refusal(sign(now - signature_age_max - 1), now), HasSubstr("301 s behind this server's clock"));
  EXPECT_EQ(why, Distrust::expired);
  EXPECT_EQ(refusal(sign(now + signature_ahead_max), now), "");
  EXPECT_THAT(refusal(sign(now + signature_ahead_max + 1), now), HasSubstr("31 s ahead of this server's clock"));
  EXPECT_EQ(why, Distrust::in_the_future);
}

TEST_F(SignedRequest, CantBeRepeatedAtAnyMomentOfItsWindow) {
  const auto parameters = sign(now);
  ASSERT_EQ(refusal(parameters, now - signature_ahead_max), "");
  for (auto at = now - signature_ahead_max; at <= now + signature_age_max + 1; ++at) {
    EXPECT_NE(refusal(parameters, at), "") << at - now;
  }
}

TEST_F(SignedRequest, IsOfItsMethodTargetKeyAndBody) {
  const auto parameters = sign(now);
  const HttpRequest good = request;
  request.method = Method::put;
  EXPECT_EQ(refusal(parameters, now), nobodys);
  EXPECT_EQ(why, Distrust::bad_signature);
  for (const std::string_view target : {"/v1/orders", "/v1/orders?x=2", "/v1/orders?x=1&", "/v1/Orders?x=1"}) {
    request = good;
    request.target = target;
    EXPECT_EQ(refusal(parameters, now), nobodys) << target;
  }
  for (const std::optional<std::string_view> key : {std::optional<std::string_view>(), {"k-2"}, {"\"k-1\""}}) {
    request = good;
    request.idempotency_key = key;
    EXPECT_EQ(refusal(parameters, now), nobodys) << key.value_or("none");
  }
  for (const std::string_view body : {"", R"({"sale":"t"})", R"({"sale": "s"})"}) {
    request = good;
    request.body = body;
    EXPECT_THAT(refusal(parameters, now), HasSubstr("The body is not the one that was signed")) << body;
    EXPECT_EQ(why, Distrust::other_body);
  }
  request = good;
  EXPECT_EQ(refusal(parameters, now), "") << "none of these used up the nonce";
}

TEST_F(SignedRequest, IsOfItsOwnTimestampNonceContentAndKey) {
  RequestSigner other = keys.add_signing(7, Role::operator_, scratch.path());
  const auto parameters = sign(now), others = other.sign({"POST", "/", ""}, "", now).value();
  const auto value_at = [](const std::string& text, std::string_view name) { return text.find(name) + name.size(); };
  for (const std::string_view name : {"timestamp=", "nonce=", "content=", "signature="}) {
    std::string changed = parameters;
    char& last = changed[changed.find_first_of(",", value_at(changed, name)) == std::string::npos
                             ? changed.size() - 1
                             : changed.find_first_of(",", value_at(changed, name)) - 1];
    last = last == '0' ? '1' : '0';
    EXPECT_EQ(refusal(changed, now), nobodys) << name;
  }
  std::string changed = parameters;
  changed.replace(value_at(changed, "key="), key_id_chars, others.substr(value_at(others, "key="), key_id_chars));
  EXPECT_EQ(refusal(changed, now), nobodys) << "another key's";
  changed.replace(value_at(changed, "key="), key_id_chars, "0000000000");
  EXPECT_EQ(refusal(changed, now), nobodys) << "nobody's";
  EXPECT_THAT(refusal("key=1", now), HasSubstr("The Authorization field is no signature"));
  EXPECT_EQ(why, Distrust::malformed_signature);
}

TEST_F(SignedRequest, IsNobodysWhereItsKeySendsItself) {
  const auto bearer = keys.add(7, Role::operator_).substr(std::string_view("Bearer ").size());
  const auto key = parse_key_text(bearer, KeyKind::bearer).value();
  // Its own secret, and the one that it has as a key that signs: none.
  for (const std::string_view secret : {std::string_view(key.secret), std::string_view()}) {
    RequestSigner with({key.id, secret});
    const auto field = with.sign({"POST", request.target, "k-1"}, request.body, now).value();
    EXPECT_EQ(refusal(field.substr(signature_scheme.size()), now), nobodys);
  }
}

TEST_F(SignedRequest, OfATimeOfWhichNothingIsKnownIsRefusedWithWhenToComeAgain) {
  const auto too_old = keys.nonces()->not_before() - 5;
  const auto checked = check(sign(too_old), too_old);
  const auto& [problem, reason] = std::get<Refused>(checked);
  EXPECT_EQ(problem.code, ProblemCode::not_ready);
  EXPECT_EQ(problem.retry_after_seconds, 5);
  EXPECT_EQ(reason, Distrust::nonces_not_known);
}

TEST_F(SignedRequest, IsToComeAgainWhereNoMoreNoncesCanBeRemembered) {
  std::string told;
  for (std::size_t i = 0; told.empty() && i < 100'000; ++i) told = refusal(sign(now), now, ProblemCode::overloaded);
  EXPECT_THAT(told, HasSubstr("More signed requests came in the last 330 s than the server remembers"));
  EXPECT_EQ(why, Distrust::nonces_full);
  const auto later = now + signature_age_max + 1;
  EXPECT_EQ(refusal(sign(later), later), "");
}

}  // namespace
}  // namespace doorbuster::net
