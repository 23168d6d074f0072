// A small HTTPS client for tests, on OpenSSL's blocking calls: sends what it is told, in the records it is told, and
// says what came back. Checks the server's certificate. Ignores SIGPIPE in its process. One thread at a time.
#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace doorbuster::net::test {

struct TlsReply {
  int status = 0;
  bool closes = false;
  std::string body;
};

// How the other side ended.
enum class TlsEnd : std::uint8_t { close_notify, without_a_word };

class TlsClient {
 public:
  using Prepare = std::function<void(SSL_CTX*)>;

  // Connects, no more. `trusted`: the certificate (PEM file) that the server has to show. `prepare` may change what the
  // client offers. Throws if nobody listens.
  TlsClient(std::uint16_t port, const std::string& trusted, const Prepare& prepare = {});
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  // Whether it came to be; send() does it too. Every wait ends after half a minute, as if the other side had gone.
  bool handshake();
  // One record, or as many as it takes at 16 KiB each.
  bool send(std::string_view bytes);
  // Nothing if the connection ends before it is whole.
  std::optional<TlsReply> read_reply();
  // Reads until `text` has been seen or the connection ends; what was read.
  std::string read_until(std::string_view text);
  // Reads what comes until the other side ends.
  TlsEnd read_to_end();
  // Says close_notify; what comes can still be read.
  void half_close() { SSL_shutdown(ssl_.get()); }

  [[nodiscard]] SSL* native() { return ssl_.get(); }
  [[nodiscard]] int socket() const { return socket_; }
  // The common name that the server's certificate has; after the handshake.
  [[nodiscard]] std::string server_name();
  // What OpenSSL said when the handshake failed; empty where it didn't, or nothing was said.
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  // Whether `call`, one of OpenSSL's, came to 1. A wait that is only interrupted goes on: io_uring does that to the
  // thread that opened the journal, which in a test may be this one.
  bool through(const std::function<int()>& call);
  bool fill();

  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  int socket_ = -1;
  std::string buffer_;  // received, not yet taken
  std::string failure_;
};

}  // namespace doorbuster::net::test
