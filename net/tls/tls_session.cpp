// SSL_read(3), SSL_write(3) and SSL_shutdown(3) over an Asio socket.
#include "net/tls/tls_session.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <new>

namespace doorbuster::net {
namespace asio = boost::asio;

namespace {

// Of one read_some() or write_some(), each of a record at most: a client that sends without end (key updates, say,
// which bring no byte of a request) must not keep a thread to itself.
constexpr unsigned receives_at_once = 4;

long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

}  // namespace

void TlsSession::Free::operator()(ssl_st* session) const { SSL_free(session); }

TlsSession::TlsSession(ssl_ctx_st& context, Socket& socket) : socket_(socket), ssl_(SSL_new(&context)) {
  BIO* const bio = ssl_ ? make_bio(*this) : nullptr;
  if (bio == nullptr) throw std::bad_alloc();
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_accept_state(ssl_.get());
}

// OpenSSL's own BIO for sockets would raise SIGPIPE.
bio_st* TlsSession::make_bio(TlsSession& session) {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "Asio socket");
    if (made == nullptr) throw std::bad_alloc();
    BIO_meth_set_write(made, send_to_socket);
    BIO_meth_set_read(made, receive_from_socket);
    BIO_meth_set_ctrl(made, control);
    return made;
  }();
  BIO* const bio = BIO_new(method);
  if (bio == nullptr) return nullptr;
  BIO_set_data(bio, &session);
  BIO_set_init(bio, 1);
  return bio;
}

int TlsSession::send_to_socket(bio_st* bio, const char* bytes, int count) {
  auto& session = *static_cast<TlsSession*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  error_code error;
  const auto sent = session.socket_.write_some(asio::buffer(bytes, static_cast<std::size_t>(count)), error);
  if (error == asio::error::would_block) BIO_set_retry_write(bio);
  return error ? -1 : static_cast<int>(sent);
}

int TlsSession::receive_from_socket(bio_st* bio, char* room, int count) {
  auto& session = *static_cast<TlsSession*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  error_code error = asio::error::would_block;
  std::size_t received = 0;
  if (session.receives_left_ > 0) {
    --session.receives_left_;
    received = session.socket_.read_some(asio::buffer(room, static_cast<std::size_t>(count)), error);
  }
  if (error == asio::error::eof) return 0;
  if (error == asio::error::would_block) BIO_set_retry_read(bio);
  return error ? -1 : static_cast<int>(received);
}

// What earlier calls, of other sessions too, have left behind would be taken for this one's errors.
void TlsSession::begin() {
  ERR_clear_error();
  receives_left_ = receives_at_once;
}

std::size_t TlsSession::read_some(std::span<char> room, error_code& error) {
  error.clear();
  const bool was_established = established();
  begin();
  std::size_t got = 0;
  do {
    std::size_t bytes = 0;
    const int result = SSL_read_ex(ssl_.get(), room.data() + got, room.size() - got, &bytes);
    if (result != 1) {
      error = error_of(result, read_waits_for_);
      break;
    }
    got += bytes;
  } while (got < room.size() && has_pending());
  // An error behind some bytes comes up again at the next call.
  const bool just_established = !was_established && established() && error == asio::error::would_block;
  if (got > 0 || just_established) error.clear();
  return got;
}

std::size_t TlsSession::write_some(std::string_view bytes, error_code& error) {
  error.clear();
  begin();
  std::size_t taken = 0;
  const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &taken);
  if (result != 1) error = error_of(result, write_waits_for_);
  return taken;
}

void TlsSession::shutdown(error_code& error) {
  error.clear();
  if (failed_ || shut_down_ || !established()) return;
  begin();
  const int result = SSL_shutdown(ssl_.get());
  if (result < 0) error = error_of(result, write_waits_for_);
  shut_down_ = error != asio::error::would_block;
}

bool TlsSession::has_pending() const { return SSL_has_pending(ssl_.get()) == 1; }

bool TlsSession::established() const { return SSL_is_init_finished(ssl_.get()) == 1; }

TlsSession::error_code TlsSession::error_of(int result, Socket::wait_type& waits_for) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ: waits_for = Socket::wait_read; return asio::error::would_block;
    case SSL_ERROR_WANT_WRITE: waits_for = Socket::wait_write; return asio::error::would_block;
    case SSL_ERROR_ZERO_RETURN: return asio::error::eof;
    case SSL_ERROR_SYSCALL: failed_ = true; return asio::error::connection_reset;
    default:
      failed_ = true;
      was_sent_plain_http_ = ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_HTTP_REQUEST;
      return boost::system::errc::make_error_code(boost::system::errc::protocol_error);
  }
}

}  // namespace doorbuster::net
