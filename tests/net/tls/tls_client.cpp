// A blocking socket, OpenSSL over it, and Beast to read replies with.
#include "tests/net/tls/tls_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <csignal>
#include <limits>
#include <stdexcept>

namespace doorbuster::net::test {
namespace http = boost::beast::http;

namespace {

constexpr timeval patience{.tv_sec = 30, .tv_usec = 0};

int connect_to(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(made);
    throw std::runtime_error("nobody listens");
  }
  // From here on, since a connect with a deadline isn't taken up again when it is interrupted.
  setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return made;
}

}  // namespace

TlsClient::TlsClient(std::uint16_t port, const std::string& trusted, const Prepare& prepare)
    : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), ssl_(nullptr, SSL_free), socket_(connect_to(port)) {
  std::signal(SIGPIPE, SIG_IGN);
  SSL_CTX_load_verify_locations(context_.get(), trusted.c_str(), nullptr);
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  if (prepare) prepare(context_.get());
  ssl_.reset(SSL_new(context_.get()));
  SSL_set1_host(ssl_.get(), "localhost");
  SSL_set_tlsext_host_name(ssl_.get(), "localhost");
  SSL_set_fd(ssl_.get(), socket_);
}

TlsClient::~TlsClient() { ::close(socket_); }

bool TlsClient::through(const std::function<int()>& call) {
  for (;;) {
    ERR_clear_error();
    errno = 0;
    const int done = call();
    if (done == 1) return true;
    const bool interrupted = errno == EINTR;
    const int error = SSL_get_error(ssl_.get(), done);
    const bool waits = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    if (!waits || !interrupted) return false;
  }
}

bool TlsClient::handshake() {
  if (SSL_is_init_finished(ssl_.get()) == 1) return true;
  if (through([this] { return SSL_connect(ssl_.get()); })) return true;
  if (const auto* text = ERR_reason_error_string(ERR_peek_error())) failure_ = text;
  return false;
}

bool TlsClient::send(std::string_view bytes) {
  std::size_t sent = 0;
  return handshake() && through([&] { return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent); });
}

bool TlsClient::fill() {
  std::array<char, 16u << 10> room;
  std::size_t bytes = 0;
  if (!through([&] { return SSL_read_ex(ssl_.get(), room.data(), room.size(), &bytes); })) return false;
  buffer_.append(room.data(), bytes);
  return true;
}

std::optional<TlsReply> TlsClient::read_reply() {
  http::response_parser<http::string_body> parser;
  parser.eager(true);
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());
  for (;;) {
    boost::system::error_code error;
    if (!buffer_.empty()) buffer_.erase(0, parser.put(boost::asio::buffer(buffer_), error));
    if (error && error != http::error::need_more) return std::nullopt;
    if (parser.is_done()) break;
    if (!fill()) return std::nullopt;
  }
  const auto& reply = parser.get();
  return TlsReply{static_cast<int>(reply.result_int()), !reply.keep_alive(), reply.body()};
}

std::string TlsClient::read_until(std::string_view text) {
  while (buffer_.find(text) == std::string::npos && fill()) {
  }
  return std::move(buffer_);
}

TlsEnd TlsClient::read_to_end() {
  while (fill()) {
  }
  const bool told = (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
  return told && ERR_peek_error() == 0 ? TlsEnd::close_notify : TlsEnd::without_a_word;
}

std::string TlsClient::server_name() {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl_.get()), X509_free);
  std::array<char, 256> name{};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(),
                            static_cast<int>(name.size()));
  return name.data();
}

}  // namespace doorbuster::net::test
