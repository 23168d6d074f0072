// The checks of a signature, the cheapest first, and what each refusal says.
#include "net/api/signed_request.hpp"

#include <fmt/format.h>

#include <string>

#include "net/access/signature.hpp"

namespace doorbuster::net {
namespace {

// In the place of a key that isn't there, so that an unknown id takes as long as a wrong signature.
constexpr std::string_view no_secret = "0000000000000000000000000000000000000000000000000000000000000000";

Refused refused(Distrust why, std::string detail) {
  return {{.code = ProblemCode::unauthorized, .detail = std::move(detail), .authenticate = signature_challenge}, why};
}

std::optional<Refused> check_time(std::int64_t timestamp, std::int64_t now) {
  if (timestamp < now - signature_age_max) {
    return refused(Distrust::expired,
                   fmt::format("The signature's timestamp is {} s behind this server's clock, and may be {} s behind: "
                               "sign each request right before it is sent, and set the clock.",
                               now - timestamp, signature_age_max));
  }
  if (timestamp > now + signature_ahead_max) {
    return refused(Distrust::in_the_future,
                   fmt::format("The signature's timestamp is {} s ahead of this server's clock, and may be {} s ahead: "
                               "set the clock.",
                               timestamp - now, signature_ahead_max));
  }
  return std::nullopt;
}

// Nothing: it had not been used, and is now.
std::optional<Refused> use_nonce(const Signature& signature, NonceTable& nonces, std::int64_t now, Sha256& sha256) {
  const auto name = sha256.digest(fmt::format("{} {}", signature.key, signature.nonce));
  if (!name) return Refused{{.code = ProblemCode::internal_error}, Distrust::not_checked};
  switch (nonces.take(*name, signature.timestamp, now)) {
    case NonceTaken::yes:
      return std::nullopt;
    case NonceTaken::used:
      return refused(Distrust::replayed,
                     "This nonce has been used: sign each attempt anew, with a nonce of its own and the same "
                     "Idempotency-Key.");
    case NonceTaken::too_old: {
      const auto wait = nonces.not_before() - signature.timestamp;
      return Refused{{.code = ProblemCode::not_ready,
                      .detail = fmt::format("Which nonces were used is not known of the time at which this request was "
                                            "signed: sign it anew in {} s.",
                                            wait),
                      .retry_after_seconds = wait},
                     Distrust::nonces_not_known};
    }
    case NonceTaken::no_room:
      break;
  }
  return Refused{{.code = ProblemCode::overloaded,
                  .detail = fmt::format("More signed requests came in the last {} s than the server remembers.",
                                        signature_age_max + signature_ahead_max)},
                 Distrust::nonces_full};
}

}  // namespace

std::variant<const AccessKey*, Refused> check_signature(const HttpRequest& request, std::string_view parameters,
                                                        const AccessTable& access, std::int64_t now,
                                                        Verifier& verifier) {
  const auto signature = parse_signature(parameters);
  if (!signature) {
    return refused(Distrust::malformed_signature,
                   "The Authorization field is no signature: it needs key, timestamp, nonce, content and signature, "
                   "each once, and nothing else.");
  }
  if (auto late = check_time(signature->timestamp, now)) return std::move(*late);

  const AccessKey* key = access.signing_key(signature->key);
  const auto text = text_to_sign(*signature, {name_of(request.method), request.target,
                                              request.idempotency_key.value_or(std::string_view())});
  const auto code = verifier.hmac.code(key != nullptr ? std::string_view(key->signing_secret) : no_secret, text);
  if (!code || !same_digest(*code, signature->code) || key == nullptr) {
    return refused(Distrust::bad_signature,
                   "No signing key that this server knows has made this signature of this request.");
  }
  const auto content = verifier.sha256.digest(request.body);
  if (!content || !same_digest(*content, signature->content)) {
    return refused(Distrust::other_body,
                   "The body is not the one that was signed: `content` is the SHA-256 of its bytes.");
  }
  if (auto used = use_nonce(*signature, *access.nonces(), now, verifier.sha256)) return std::move(*used);
  return key;
}

}  // namespace doorbuster::net
