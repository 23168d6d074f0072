// Connections of an I/O thread that is the test itself: nothing happens in them but when it says so. The server is
// starting, so /livez is answered with 200 and all else with 503. Clients are sockets that never wait.
#pragma once

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/descriptor.hpp"
#include "net/transport/connection.hpp"

namespace doorbuster::net::test {

class DrivenConnections {
 public:
  explicit DrivenConnections(ServerOptions options = {}) : options_(std::move(options)) {
    home_.closed.reserve(options_.connections_max);
  }
  ~DrivenConnections() {
    for (const auto& connection : connections_) connection->close();
    let_happen();
  }
  DrivenConnections(const DrivenConnections&) = delete;
  DrivenConnections& operator=(const DrivenConnections&) = delete;

  struct Pair {
    core::Descriptor client;
    std::shared_ptr<Connection> connection{};

    void send(std::string_view bytes) const {
      ASSERT_EQ(::send(client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    }
    // Takes what has come.
    [[nodiscard]] std::string take() const {
      std::string taken;
      std::array<char, 16u << 10> room;
      ssize_t count = 0;
      while ((count = recv(client.get(), room.data(), room.size(), MSG_DONTWAIT)) > 0) {
        taken.append(room.data(), static_cast<std::size_t>(count));
      }
      return taken;
    }
    // How many bytes that would be.
    [[nodiscard]] int there() const {
      int bytes = 0;
      return ioctl(client.get(), FIONREAD, &bytes) == 0 ? bytes : -1;
    }
  };

  // A new connection, started. `room`: what the systems at both ends hold of what it sends, or so; 0: as much as usual.
  [[nodiscard]] Pair connect(int room = 0) {
    Pair pair{core::Descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))};
    if (room > 0) setsockopt(pair.client.get(), SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    const auto to = acceptor_.local_endpoint();
    if (::connect(pair.client.get(), to.data(), static_cast<socklen_t>(to.size())) != 0) {
      throw std::runtime_error("can't connect");
    }
    auto socket = acceptor_.accept();
    if (room > 0) socket.set_option(boost::asio::socket_base::send_buffer_size(room));
    pair.connection = std::make_shared<Connection>(
        home_, std::move(socket), ConnectionPlaces{*Admission::take(places_, options_.connections_max)});
    connections_.push_back(pair.connection);
    pair.connection->start();
    return pair;
  }

  // Goes on until nothing is ready any more.
  void let_happen() {
    context_.restart();
    context_.poll();
  }

  [[nodiscard]] Surroundings& home() { return home_; }
  [[nodiscard]] Turns& turns() { return turns_; }
  [[nodiscard]] NetMeters& meters() { return meters_; }

 private:
  static constexpr int one_thread = 1;  // as an I/O thread has it

  const ServerOptions options_;
  NetMeters meters_;
  BufferBudget buffers_{meters_.buffered_bytes, options_.buffered_bytes_max};
  TlsContext tls_;
  Admission::Count places_ = std::make_shared<std::atomic<std::size_t>>(0);
  boost::asio::io_context context_{one_thread};
  Turns turns_{context_};
  Surroundings home_{.meters = meters_, .buffers = buffers_, .options = options_, .tls = tls_, .turns = turns_};
  std::vector<std::shared_ptr<Connection>> connections_;
  boost::asio::ip::tcp::acceptor acceptor_{
      context_, boost::asio::ip::tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)};
};

}  // namespace doorbuster::net::test
