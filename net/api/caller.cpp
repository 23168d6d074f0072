// Bearer tokens (RFC 6750), and what each role is refused.
#include "net/api/caller.hpp"

#include "net/http/http_text.hpp"

namespace doorbuster::net {
namespace {

// What comes after "Bearer" and its spaces, the scheme in any case (RFC 9110 section 11.1); empty for other schemes.
std::string_view bearer_token(std::string_view field) {
  constexpr std::string_view scheme = "Bearer";
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

}  // namespace

std::variant<Caller, Problem> identify(const HttpRequest& request, const AccessTable* access, Sha256& sha256) {
  if (access == nullptr) return Caller{};
  if (!request.authorization) {
    return unauthorized("The request has no API key. Send it as Authorization: Bearer KEY.",
                        R"(Bearer realm="doorbuster")");
  }
  const AccessKey* key = access->find(bearer_token(*request.authorization), sha256);
  if (key == nullptr) return unknown_key();
  return Caller{key->merchant, key->role, key->id};
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
