// A client's socket over TLS, step by step: what becomes of a read that is cancelled.
#include "net/transport/client_socket.hpp"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/net/tls/certificate_files.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

// Both ends in one thread: nothing happens but when the test says so, and bytes go in what pieces it likes.
class ClientSocketOverTls : public testing::Test {
 protected:
  struct Read {
    error_code error;
    std::string text;
  };

  ClientSocketOverTls() {
    const auto files = test::make_certificate(scratch_.path(), "here");
    if (!tls_.load(files.certificate, files.key)) throw std::runtime_error("the certificate is not taken");
    Tcp::acceptor acceptor(context_, Tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    far_.connect(acceptor.local_endpoint());
    far_.non_blocking(true);
    near_.emplace(acceptor.accept(), tls_);
    // The session owns both.
    SSL_set_bio(far_session_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  }

  void read() {
    read_.reset();
    near_->async_read_some(room_, [this](error_code error, std::size_t bytes) {
      read_ = {error, std::string(room_.data(), bytes)};
    });
  }
  void let_happen() {
    context_.restart();
    context_.poll();
  }
  // What the far end has to send.
  std::string from_far() {
    std::string bytes(BIO_ctrl_pending(SSL_get_wbio(far_session_.get())), '\0');
    BIO_read(SSL_get_wbio(far_session_.get()), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  }
  void send(std::string_view bytes) { asio::write(far_, asio::buffer(bytes)); }
  void to_far() {
    std::array<char, 16u << 10> bytes;
    error_code error;
    const auto count = far_.read_some(asio::buffer(bytes), error);
    BIO_write(SSL_get_rbio(far_session_.get()), bytes.data(), static_cast<int>(count));
  }
  // Until the read under way is of what comes behind the handshake.
  void shake_hands() {
    read();
    while (!read_) {
      SSL_connect(far_session_.get());
      send(from_far());
      let_happen();
      to_far();
    }
    read();
  }

  support::ScratchDirectory scratch_;
  TlsContext tls_;
  asio::io_context context_{1};
  Tcp::socket far_{context_};
  std::optional<ClientSocket> near_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> far_context_{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> far_session_{SSL_new(far_context_.get()), SSL_free};
  std::array<char, 1'024> room_{};
  std::optional<Read> read_;
};

TEST_F(ClientSocketOverTls, EndsAReadThatIsCancelledWhileItWaits) {
  shake_hands();
  let_happen();
  ASSERT_FALSE(read_);
  near_->cancel();
  let_happen();
  ASSERT_TRUE(read_);
  EXPECT_EQ(read_->error, asio::error::operation_aborted);
}

// Part of a record is here already: it is looked at before the read waits for more, and nothing waits in between.
TEST_F(ClientSocketOverTls, EndsAReadThatIsCancelledBeforeItWaits) {
  shake_hands();
  SSL_write(far_session_.get(), "one", 3);
  SSL_write(far_session_.get(), "two", 3);
  const auto bytes = from_far();
  send(std::string_view(bytes).substr(0, bytes.size() - 1));
  let_happen();
  ASSERT_TRUE(read_);
  ASSERT_EQ(read_->text, "one");
  read();
  near_->cancel();
  let_happen();
  ASSERT_TRUE(read_) << "it waits for ever: who cancelled it counts on its end";
  EXPECT_EQ(read_->error, asio::error::operation_aborted);

  read();
  send(std::string_view(bytes).substr(bytes.size() - 1));
  let_happen();
  ASSERT_TRUE(read_) << "what comes later can still be read";
  EXPECT_EQ(read_->text, "two");
}

}  // namespace
}  // namespace doorbuster::net
