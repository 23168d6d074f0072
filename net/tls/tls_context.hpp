// The certificate and the key with which the port speaks TLS, and what it offers: TLS 1.2 and 1.3, suites that are both
// authenticated (AEAD) and forward secret, no compression, no renegotiation, no early data (it could be replayed), and
// `http/1.1` where a client asks by ALPN. Knows files and OpenSSL, but nothing of HTTP. Any thread.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "core/core.hpp"
#include "net/tls/tls_session.hpp"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace doorbuster::net {

class TlsContext {
 public:
  // Reads both files (PEM; the certificate's chain behind it) and takes them for sessions from now on; those that are
  // open keep theirs. What the certificate is, for people: "CN=shop.example, valid until 2027-01-31". If one can't be
  // read or they don't belong together it fails with a sentence, and all stays as it was. Warns of a key that everybody
  // may read.
  [[nodiscard]] core::Result<std::string> load(const std::string& certificate, const std::string& key);

  [[nodiscard]] bool loaded() const;
  // The server's side of a new connection over `socket`; null until something is loaded: then connections are plain.
  // Throws std::bad_alloc.
  [[nodiscard]] std::unique_ptr<TlsSession> accept(TlsSession::Socket& socket) const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> current_;
};

}  // namespace doorbuster::net
