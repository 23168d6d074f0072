// One connection's TLS, as the server: what is written leaves through the socket encrypted, what is read has come
// through it. OpenSSL does it, handshake included, which goes on with whatever is tried first. Never blocks: where
// it can't go on it says would_block, and which way the socket has to be ready for the next try. One thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <span>
#include <string_view>

struct ssl_st;      // OpenSSL's SSL
struct ssl_ctx_st;  // and SSL_CTX
struct bio_st;      // and BIO

namespace doorbuster::net {

class TlsSession {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using error_code = boost::system::error_code;

  // `socket` is non-blocking and outlives it. Throws std::bad_alloc.
  TlsSession(ssl_ctx_st& context, Socket& socket);
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  // What has come, as far as it fits. No bytes and no error once: the handshake is done, and nothing came
  // behind it. eof: the client has said that it sends no more.
  [[nodiscard]] std::size_t read_some(std::span<char> room, error_code& error);
  // Takes at most one record's worth of `bytes`. After would_block it has to be called with the same bytes again.
  [[nodiscard]] std::size_t write_some(std::string_view bytes, error_code& error);
  // Tells the client that nothing comes any more (close_notify); there is nobody to tell before the handshake's end or
  // after an error. After would_block it has to be called again.
  void shutdown(error_code& error);

  // What the socket has to be ready for after read_some() said would_block, or write_some() or shutdown() did.
  [[nodiscard]] Socket::wait_type read_waits_for() const { return read_waits_for_; }
  [[nodiscard]] Socket::wait_type write_waits_for() const { return write_waits_for_; }
  // Bytes of the socket are here already, so that the socket may have no more: try read_some() before waiting.
  [[nodiscard]] bool has_pending() const;
  // The handshake is done.
  [[nodiscard]] bool established() const;
  // It failed because the client sent an HTTP request as it is.
  [[nodiscard]] bool was_sent_plain_http() const { return was_sent_plain_http_; }

 private:
  struct Free {
    void operator()(ssl_st* session) const;
  };

  // The socket as OpenSSL's source and sink.
  static bio_st* make_bio(TlsSession& session);
  static int send_to_socket(bio_st* bio, const char* bytes, int count);
  static int receive_from_socket(bio_st* bio, char* room, int count);

  void begin();
  [[nodiscard]] error_code error_of(int result, Socket::wait_type& waits_for);

  Socket& socket_;
  std::unique_ptr<ssl_st, Free> ssl_;
  Socket::wait_type read_waits_for_ = Socket::wait_read;
  Socket::wait_type write_waits_for_ = Socket::wait_write;
  unsigned receives_left_ = 0;  // before somebody else has a turn
  bool failed_ = false;
  bool shut_down_ = false;
  bool was_sent_plain_http_ = false;
};

}  // namespace doorbuster::net
