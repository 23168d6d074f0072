// What the server agrees to when a connection begins, and what it does not.
#include <gmock/gmock.h>

#include "tests/net/tls/tls_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::KeyKind;
using test::status_of_next;
using test::TlsClient;
using test::TlsServer;

// Only this version, offered even where the library would rather not.
TlsClient::Prepare only(int version) {
  return [version](SSL_CTX* context) {
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, version);
    SSL_CTX_set_max_proto_version(context, version);
  };
}

TlsClient::Prepare suites_of_1_2(const char* suites) {
  return [suites](SSL_CTX* context) {
    only(TLS1_2_VERSION)(context);
    SSL_CTX_set_cipher_list(context, suites);
  };
}

TlsClient::Prepare protocols(std::string_view list) {
  return [list](SSL_CTX* context) {
    SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(list.data()),
                            static_cast<unsigned>(list.size()));
  };
}

// A server for certificates of each kind: a suite needs the right one.
class Handshake : public testing::TestWithParam<KeyKind> {
 protected:
  TlsServer server_{{}, GetParam()};
};

TEST_P(Handshake, IsOfTls12OrTls13) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    auto client = server_.client(only(version));
    ASSERT_TRUE(client.send(get("/livez"))) << client.failure();
    EXPECT_EQ(status_of_next(client), 200);
    EXPECT_EQ(SSL_version(client.native()), version);
  }
}

TEST_P(Handshake, IsRefusedToOlderVersions) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    auto client = server_.client(only(version));
    EXPECT_FALSE(client.handshake());
    EXPECT_EQ(client.failure(), "tlsv1 alert protocol version");
  }
}

TEST_P(Handshake, IsRefusedToSuitesWithoutForwardSecrecyOrAuthenticatedEncryption) {
  const auto* const signed_by = GetParam() == KeyKind::rsa ? "RSA" : "ECDSA";
  for (const auto& suite : {std::string("AES128-GCM-SHA256"), std::string("AES256-SHA"),
                            std::string("ECDHE-") + signed_by + "-AES128-SHA",
                            std::string("ECDHE-") + signed_by + "-AES256-SHA384"}) {
    auto client = server_.client(suites_of_1_2(suite.c_str()));
    EXPECT_FALSE(client.handshake()) << suite;
    EXPECT_THAT(client.failure(), testing::HasSubstr("handshake failure")) << suite;
  }
  for (const std::string suite : {"-AES128-GCM-SHA256", "-AES256-GCM-SHA384", "-CHACHA20-POLY1305"}) {
    const auto whole = std::string("ECDHE-") + signed_by + suite;
    auto client = server_.client(suites_of_1_2(whole.c_str()));
    EXPECT_TRUE(client.handshake()) << whole << ": " << client.failure();
  }
}

INSTANTIATE_TEST_SUITE_P(WithEachKind, Handshake, testing::Values(KeyKind::ecdsa, KeyKind::rsa),
                         [](const auto& row) { return row.param == KeyKind::rsa ? "rsa" : "ecdsa"; });

class HandshakeOnce : public testing::Test {
 protected:
  TlsServer server_;
};

TEST_F(HandshakeOnce, AgreesOnHttp11ByAlpn) {
  using namespace std::string_view_literals;
  auto client = server_.client(protocols("\x02h2\x08http/1.1"sv));
  ASSERT_TRUE(client.handshake());
  const unsigned char* chosen = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(client.native(), &chosen, &length);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(chosen), length), "http/1.1");
  auto other = server_.client(protocols("\x02h2"sv));
  EXPECT_FALSE(other.handshake());
  EXPECT_EQ(other.failure(), "tlsv1 alert no application protocol");
}

TEST_F(HandshakeOnce, IsNotRepeated) {
  auto client = server_.client(only(TLS1_2_VERSION));
  ASSERT_TRUE(client.send(get("/livez")));
  EXPECT_EQ(status_of_next(client), 200);
  SSL_renegotiate(client.native());
  EXPECT_NE(SSL_do_handshake(client.native()), 1);
}

TEST_F(HandshakeOnce, SparesTheNextWithATicket) {
  auto first = server_.client();
  ASSERT_TRUE(first.send(get("/livez")));
  EXPECT_EQ(status_of_next(first), 200);
  auto second = server_.client();
  SSL_set_session(second.native(), SSL_get0_session(first.native()));
  ASSERT_TRUE(second.send(get("/livez")));
  EXPECT_EQ(status_of_next(second), 200);
  EXPECT_EQ(SSL_session_reused(second.native()), 1);
}

TEST_F(HandshakeOnce, TellsWhoSpeaksHttpWithoutTls) {
  for (const std::string method : {"GET", "POST", "PUT", "HEAD"}) {
    HttpClient client(server_.port());
    client.send(method + " /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    const auto reply = client.read_reply(method == "HEAD");
    ASSERT_TRUE(reply) << method;
    EXPECT_EQ(reply->status, 400);
    EXPECT_EQ(reply->field("connection"), "close");
    if (method == "HEAD") continue;
    EXPECT_EQ(reply->json().at("code").as_string(), "invalid_http");
    EXPECT_THAT(reply->body, testing::HasSubstr("This port speaks TLS"));
    EXPECT_TRUE(client.closed_by_server());
  }
}

TEST_F(HandshakeOnce, EndsWithWhoSendsAnythingElse) {
  for (const std::string& bytes : {std::string("\0\1\2\3\4\5\6\7", 8), std::string(100'000, 'x'),
                                   std::string("OPTIONS * HTTP/1.1\r\n\r\n")}) {
    HttpClient client(server_.port());
    client.send(bytes);
    const auto reply = client.read_reply();
    EXPECT_TRUE(!reply || reply->status == 0);
    EXPECT_TRUE(client.closed_by_server());
  }
  auto good = server_.client();
  EXPECT_TRUE(good.send(get("/livez")));
  EXPECT_EQ(status_of_next(good), 200);
}

TEST_F(HandshakeOnce, ShowsANewCertificateOnceItIsLoadedAndKeepsTheOldOneOtherwise) {
  auto before = server_.client();
  ASSERT_TRUE(before.handshake());
  EXPECT_EQ(before.server_name(), "first");
  const auto old_files = server_.files();
  server_.renew("second");
  std::filesystem::rename(old_files.key, old_files.key + ".away");
  EXPECT_FALSE(server_.server().load_certificate());
  // The old certificate is still shown: the client, which now trusts the new one, refuses it.
  EXPECT_FALSE(server_.client().handshake());

  std::filesystem::rename(old_files.key + ".away", old_files.key);
  ASSERT_TRUE(server_.server().load_certificate());
  auto after = server_.client();
  ASSERT_TRUE(after.handshake()) << after.failure();
  EXPECT_EQ(after.server_name(), "second");
  EXPECT_TRUE(before.send(get("/livez")));
  EXPECT_EQ(status_of_next(before), 200) << "an open connection goes on";
}

}  // namespace
}  // namespace doorbuster::net
