// Synchronous Beast, so that nothing here can be wrong in an interesting way.
#include "fake_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <thread>

namespace doorbuster::loadtest {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

struct FakeServer::Impl {
  FakeShop& shop;
  Trouble trouble;
  asio::io_context context{};
  tcp::acceptor acceptor{context, {asio::ip::make_address("127.0.0.1"), 0}};
  std::atomic<unsigned> posts{0};
  std::mutex mutex{};
  std::list<tcp::socket> sockets{};
  std::list<std::thread> threads{};
  std::thread accepting{};

  bool is_turn(unsigned every, unsigned count) const { return every != 0 && count % every == 0; }

  void accept() {
    for (;;) {
      boost::system::error_code error;
      tcp::socket socket(context);
      acceptor.accept(socket, error);
      if (error) return;
      const std::lock_guard lock(mutex);
      tcp::socket& kept = sockets.emplace_back(std::move(socket));
      threads.emplace_back([this, &kept] { serve(kept); });
    }
  }

  void serve(tcp::socket& socket) {
    boost::beast::flat_buffer buffer;
    for (;;) {
      boost::system::error_code error;
      http::request<http::string_body> request;
      http::read(socket, buffer, request, error);
      if (error) break;
      const unsigned count = request.method() == http::verb::post ? ++posts : 1;
      const std::string method(request.method_string()), target(request.target());
      const std::string key(request["Idempotency-Key"]);
      const bool overloaded = is_turn(trouble.overload_every, count);
      const ShopReply reply = overloaded ? ShopReply{.status = 503, .body = "{}"}
                                         : shop.handle(method, target, key, request.body());
      if (is_turn(trouble.drop_every, count)) break;
      const bool is_order = request.method() == http::verb::post && target == "/v1/orders";
      if (is_turn(trouble.stall_every, count) || (trouble.stalls_orders && is_order)) continue;
      const bool closes = is_turn(trouble.close_every, count);
      http::response<http::string_body> response(static_cast<http::status>(reply.status), 11);
      if (reply.replayed) response.set("Idempotent-Replayed", "true");
      if (closes) response.set("Connection", "close");
      response.body() = reply.body;
      response.prepare_payload();
      http::write(socket, response, error);
      if (error || closes) break;
    }
    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
  }
};

FakeServer::FakeServer(FakeShop& shop, Trouble trouble) : impl_(new Impl{.shop = shop, .trouble = trouble}) {
  impl_->accepting = std::thread([this] { impl_->accept(); });
}

FakeServer::~FakeServer() {
  boost::system::error_code ignored;
  // Wakes accept(): close() alone would leave it waiting.
  ::shutdown(impl_->acceptor.native_handle(), SHUT_RDWR);
  impl_->accepting.join();
  {
    const std::lock_guard lock(impl_->mutex);
    for (tcp::socket& socket : impl_->sockets) socket.shutdown(tcp::socket::shutdown_both, ignored);
  }
  for (std::thread& thread : impl_->threads) thread.join();
}

std::string FakeServer::url() const {
  return "http://127.0.0.1:" + std::to_string(impl_->acceptor.local_endpoint().port());
}

}  // namespace doorbuster::loadtest
