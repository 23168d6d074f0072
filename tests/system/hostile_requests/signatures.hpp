// Hostile signatures, to a server that has keys: whatever isn't exactly one fresh signature of this very request.
#pragma once

#include "tests/system/hostile_requests/hostile_request.hpp"

namespace doorbuster::system_tests::hostile {

// The key that the server knows, with the merchant whose lamps these are.
inline constexpr const char* signing_key_file = R"(
[[merchants]]
number = 0
name = "acme"
[[keys]]
id = "3f9a12bc04"
merchant = "acme"
role = "operator"
created_at = "2026-11-11T00:00:00Z"
signing_secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
)";

inline Requests signatures() {
  const std::string hex(64, 'a'), key = "key=3f9a12bc04", time = "timestamp=1795305600";
  const std::string nonce = "nonce=a3f1c09e5b7d2468", content = "content=" + hex, code = "signature=" + hex;
  const auto order = [](const std::string& fields) {
    return order_framed(fields + "Content-Length: " + std::to_string(good_order.size()) + "\r\n", good_order);
  };
  const auto field = [](const std::string& value) { return "Authorization: " + value + "\r\n"; };
  const auto joined = [](std::initializer_list<std::string> parameters, const std::string& comma = ", ") {
    std::string all;
    for (const auto& parameter : parameters) all += (all.empty() ? "" : comma) + parameter;
    return all;
  };
  const auto refused = [&](std::string name, const std::string& parameters) {
    return Request{std::move(name), order(field("Doorbuster-HMAC-SHA256 " + parameters)), 401, "unauthorized",
                   Then::stays};
  };
  const auto with_time = [&](const std::string& text) {
    return joined({key, "timestamp=" + text, nonce, content, code});
  };
  const auto with_nonce = [&](const std::string& text) {
    return joined({key, time, "nonce=" + text, content, code});
  };
  const std::string secret = "_000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  const std::string whole = joined({key, time, nonce, content, code});
  return {
      {"NoCredentials", order(""), 401, "unauthorized", Then::stays},
      {"SchemeAlone", order(field("Doorbuster-HMAC-SHA256")), 401, "unauthorized", Then::stays},
      {"SchemeRunsOn", order(field("Doorbuster-HMAC-SHA256" + whole)), 401, "unauthorized", Then::stays},
      {"SchemeBehindTab", order(field("Doorbuster-HMAC-SHA256\t" + whole)), 401, "unauthorized", Then::stays},
      {"SignedTwice", order(field("Doorbuster-HMAC-SHA256 " + whole) + field("Doorbuster-HMAC-SHA256 " + whole)), 400},
      {"SigningKeySent", order(field("Bearer dbs_3f9a12bc04" + secret)), 401, "unauthorized", Then::stays},
      {"SigningSecretSentAsAKey", order(field("Bearer dbk_3f9a12bc04" + secret)), 401, "unauthorized", Then::stays},
      {"NulInSignature", order(field("Doorbuster-HMAC-SHA256 key=" + std::string(1, '\0'))), 400, "invalid_http",
       Then::closes},
      refused("Stranger", whole),
      refused("UnknownKey", joined({"key=0000000000", time, nonce, content, code})),
      refused("NoKey", joined({time, nonce, content, code})),
      refused("NoTimestamp", joined({key, nonce, content, code})),
      refused("NoNonce", joined({key, time, content, code})),
      refused("NoContent", joined({key, time, nonce, code})),
      refused("NoSignature", joined({key, time, nonce, content})),
      refused("KeyTwice", joined({key, key, time, nonce, content, code})),
      refused("SignatureTwice", joined({key, time, nonce, content, code, code})),
      refused("MoreParameters", whole + ", algorithm=none"),
      refused("CommaAtTheEnd", whole + ","),
      refused("CommasOnly", ",,,,"),
      refused("SpacesForCommas", joined({key, time, nonce, content, code}, " ")),
      refused("Semicolons", joined({key, time, nonce, content, code}, "; ")),
      refused("Quotes", joined({"key=\"3f9a12bc04\"", time, nonce, content, code})),
      refused("UpperCaseHex", joined({key, time, nonce, content, "signature=" + std::string(64, 'A')})),
      refused("ShortSignature", joined({key, time, nonce, content, "signature=aa"})),
      refused("EmptySignature", joined({key, time, nonce, content, "signature="})),
      refused("TimeBeforeTime", with_time("-1")),
      refused("TimeZero", with_time("0")),
      refused("TimeWithZeros", with_time("01795305600")),
      refused("TimeWithFraction", with_time("1795305600.5")),
      refused("TimeInHex", with_time("0x6b02a400")),
      refused("TimeLongPast", with_time("1")),
      refused("TimeFarAhead", with_time("999999999999")),
      refused("TimeBeyondNumbers", with_time(std::string(400, '9'))),
      refused("NonceTooShort", with_nonce("a3f1c09e5b7d246")),
      refused("NonceTooLong", with_nonce(std::string(65, 'a'))),
      refused("NonceVeryLong", with_nonce(std::string(6'000, 'a'))),
      refused("NonceOfOtherCharacters", with_nonce("a3f1c09e5b7d246%")),
      refused("NonceBeyondAscii", with_nonce("a3f1c09e5b7d24\xc3\xa4")),
  };
}

}  // namespace doorbuster::system_tests::hostile
