// Bearer tokens (RFC 6750) and signatures, and what each role is refused.
#include "net/api/caller.hpp"

#include <chrono>

#include "net/access/key_text.hpp"
#include "net/access/signature.hpp"
#include "net/http/http_text.hpp"

namespace doorbuster::net {
namespace {

// What comes after the scheme and its spaces, the scheme in any case (RFC 9110 section 11.1); empty for other schemes.
std::string_view behind_scheme(std::string_view scheme, std::string_view field) {
  if (!equal_ignoring_case(field.substr(0, scheme.size()), scheme)) return {};
  field.remove_prefix(scheme.size());
  const auto token = field.find_first_not_of(' ');
  return token == 0 || token == std::string_view::npos ? std::string_view() : field.substr(token);
}

Problem unauthorized(std::string_view detail, std::string_view challenge) {
  Problem problem{.code = ProblemCode::unauthorized};
  problem.detail = detail;
  problem.authenticate = challenge;
  return problem;
}

std::int64_t unix_seconds() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::floor<std::chrono::seconds>(since_1970).count();
}

Caller caller_with(const AccessKey& key) { return {key.merchant, key.role, key.id}; }

}  // namespace

std::variant<Caller, Refused> identify(const HttpRequest& request, const AccessTable* access, Verifier& verifier) {
  if (access == nullptr) return Caller{};
  if (!request.authorization) {
    return Refused{unauthorized("The request has no API key. Send it as Authorization: Bearer KEY.",
                                R"(Bearer realm="doorbuster")"),
                   Distrust::no_key};
  }
  if (const auto parameters = behind_scheme(signature_scheme, *request.authorization); !parameters.empty()) {
    auto checked = check_signature(request, parameters, *access, unix_seconds(), verifier);
    if (auto* refused = std::get_if<Refused>(&checked)) return std::move(*refused);
    return caller_with(*std::get<const AccessKey*>(checked));
  }
  const auto token = behind_scheme("Bearer", *request.authorization);
  if (token.starts_with(prefix_of(KeyKind::signing))) {
    return Refused{unauthorized("A signing key is never sent. Whoever may have seen it can use it: revoke it, make "
                                "another, and sign with that.",
                                signature_challenge),
                   Distrust::signing_key_sent};
  }
  const AccessKey* key = access->find(token, verifier.sha256);
  if (key == nullptr) return Refused{unknown_key(), Distrust::unknown_key};
  return caller_with(*key);
}

Problem unknown_key() {
  return unauthorized("The Authorization field holds no API key that this server knows.",
                      R"(Bearer realm="doorbuster", error="invalid_token")");
}

std::optional<Problem> check_permission(const Caller& caller, Permission permission) {
  if (may(caller.role, permission)) return std::nullopt;
  Problem problem{.code = ProblemCode::forbidden};
  problem.detail = "A key with the role " + std::string(name_of(caller.role)) + " may not do this.";
  problem.authenticate = R"(Bearer realm="doorbuster", error="insufficient_scope")";
  return problem;
}

}  // namespace doorbuster::net
