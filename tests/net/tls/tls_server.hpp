// A server that speaks TLS, with a certificate of its own.
#pragma once

#include "tests/net/tls/certificate_files.hpp"
#include "tests/net/tls/tls_client.hpp"
#include "tests/net/transport/running_server.hpp"

namespace doorbuster::net::test {

class TlsServer {
 public:
  explicit TlsServer(ServerOptions options = {}, KeyKind kind = KeyKind::ecdsa)
      : files_(make_certificate(scratch_.path(), "first", kind)), running_(with_files(std::move(options))) {
    running_.run_engine();
  }

  [[nodiscard]] TlsClient client(const TlsClient::Prepare& prepare = {}) {
    return TlsClient(running_.port(), files_.certificate, prepare);
  }
  // Puts another certificate and key where the first were.
  void renew(const std::string& name) { make_certificate(scratch_.path(), name); }

  [[nodiscard]] RunningServer& running() { return running_; }
  [[nodiscard]] Server& server() { return running_.server(); }
  [[nodiscard]] std::uint16_t port() const { return running_.port(); }
  [[nodiscard]] const CertificateFiles& files() const { return files_; }

  // One sample of /metrics, asked over TLS: what stands behind `name` in it.
  [[nodiscard]] std::string metric(const std::string& name) {
    auto asking = client();
    asking.send(get("/metrics"));
    const auto reply = asking.read_reply();
    const auto at = reply ? reply->body.find("\n" + name + " ") : std::string::npos;
    if (at == std::string::npos) return "there is no " + name;
    const auto value = at + name.size() + 2;
    return reply->body.substr(value, reply->body.find('\n', value) - value);
  }

 private:
  [[nodiscard]] ServerOptions with_files(ServerOptions options) const {
    options.tls_certificate = files_.certificate;
    options.tls_key = files_.key;
    return options;
  }

  support::ScratchDirectory scratch_;
  CertificateFiles files_;
  RunningServer running_;
};

// Reads one answer and says its status; 0 if none came.
inline int status_of_next(TlsClient& client) {
  const auto reply = client.read_reply();
  return reply ? reply->status : 0;
}

}  // namespace doorbuster::net::test
