// Signatures: what is signed, against codes that Python's hmac and openssl have made, and what is no signature.
#include "net/access/signature.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "net/access/hmac_sha256.hpp"
#include "net/access/request_signer.hpp"

namespace doorbuster::net {
namespace {

constexpr std::string_view secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr std::string_view order_code = "fc4c83a971f41eebd8413893580bff88673382df15e1ddeefcf4f53ec6d660a2";
constexpr std::string_view list_code = "026693124f6b519327e8a46ee4b7cf370f12e3d29a16eee289c48b06543060d5";
const std::string order_body = R"({"sale":"double-11","buyer":"u42","items":[{"sku":"lamp","qty":1}]})";

std::string parameters(std::string_view body, std::string_view code) {
  return "key=3f9a12bc04, timestamp=1795305600, nonce=a3f1c09e5b7d2468, content=" +
         to_hex(Sha256().digest(body).value()) + ", signature=" + std::string(code);
}

std::string code_of(std::string_view text) {
  HmacSha256 hmac;
  return to_hex(hmac.code(secret, text).value());
}

TEST(Signature, OfAnOrderIsTheOneThatOthersMake) {
  const auto text = parameters(order_body, order_code);
  const auto signature = parse_signature(text);
  ASSERT_TRUE(signature);
  EXPECT_EQ(code_of(text_to_sign(*signature, {"POST", "/v1/orders", "checkout-u42"})), order_code);
  EXPECT_EQ(to_hex(signature->code), order_code);
  EXPECT_EQ(signature->key, "3f9a12bc04");
  EXPECT_EQ(signature->timestamp, 1'795'305'600);
  EXPECT_EQ(to_field(*signature), std::string(signature_scheme) + " " + text);
}

TEST(Signature, OfARequestWithoutABodyIsTheOneThatOthersMake) {
  const auto text = parameters("", list_code);
  const auto signature = parse_signature(text);
  ASSERT_TRUE(signature);
  EXPECT_EQ(code_of(text_to_sign(*signature, {"GET", "/v1/orders?sale=double-11&limit=10", ""})), list_code);
}

TEST(Signature, SignsEachOfItsParts) {
  const auto text = parameters(order_body, order_code);
  const auto signature = parse_signature(text).value();
  const auto signed_text = [](const Signature& s, const SignedParts& parts) { return text_to_sign(s, parts); };
  const SignedParts parts{"POST", "/v1/orders", "checkout-u42"};
  std::vector<std::string> texts{signed_text(signature, parts),
                                 signed_text(signature, {"PUT", "/v1/orders", "checkout-u42"}),
                                 signed_text(signature, {"POST", "/v1/orders?", "checkout-u42"}),
                                 signed_text(signature, {"POST", "/v1/orders", "checkout-u43"})};
  auto other = signature;
  other.nonce = "a3f1c09e5b7d2469";
  texts.push_back(signed_text(other, parts));
  other = signature;
  other.timestamp_text = "1795305601";
  texts.push_back(signed_text(other, parts));
  other = signature;
  other.content[0] ^= 1;
  texts.push_back(signed_text(other, parts));
  for (std::size_t i = 1; i < texts.size(); ++i) EXPECT_NE(texts[i], texts[0]) << i;
}

TEST(Signature, TakesItsParametersInAnyOrderAndWithoutSpaces) {
  const std::string hex(64, 'a');
  EXPECT_TRUE(parse_signature("signature=" + hex + ",content=" + hex +
                              ",nonce=0123456789abcdef,timestamp=1,key=3f9a12bc04"));
}

TEST(Signature, IsRefusedWhereItCouldBeReadInAnotherWay) {
  const auto good = parameters(order_body, order_code);
  ASSERT_TRUE(parse_signature(good));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const auto& bad :
       {std::string(), good + ",", good + ", key=3f9a12bc04", good + ", more=1", "," + good, with(", nonce", " nonce"),
        with("key=3f9a12bc04, ", ""), with("timestamp=1795305600, ", ""), with("timestamp=1", "timestamp=01"),
        with("timestamp=1", "timestamp=-1"), with("timestamp=1", "timestamp=+1"), with("1795305600", "1795305600.0"),
        with("1795305600", "9999999999999"), with("a3f1c09e5b7d2468", "a3f1c09e5b7d246"),
        with("a3f1c09e5b7d2468", std::string(65, 'a')), with("a3f1c09e5b7d2468", "a3f1c09e5b7d246/"),
        with("a3f1c09e5b7d2468", "\"a3f1c09e5b7d2468\""), with("signature=fc", "signature=FC"),
        with("signature=fc", "signature="), with("key=3f", "KEY=3f"), with("key=3f", "key =3f"),
        with("key=3f", "key=\t3f")}) {
    EXPECT_FALSE(parse_signature(bad)) << bad;
  }
}

TEST(RequestSigner, SignsEachAttemptWithANonceOfItsOwn) {
  RequestSigner signer({"3f9a12bc04", secret});
  const SignedParts parts{"POST", "/v1/orders", "checkout-u42"};
  std::set<std::string> nonces;
  for (int i = 0; i < 100; ++i) {
    const auto field = signer.sign(parts, order_body, 1'795'305'600).value();
    const auto signature = parse_signature(std::string_view(field).substr(signature_scheme.size()));
    ASSERT_TRUE(signature) << field;
    EXPECT_EQ(to_hex(signature->code), code_of(text_to_sign(*signature, parts)));
    EXPECT_EQ(signature->content, Sha256().digest(order_body).value());
    EXPECT_EQ(signature->timestamp, 1'795'305'600);
    EXPECT_TRUE(nonces.emplace(signature->nonce).second);
  }
}

}  // namespace
}  // namespace doorbuster::net
