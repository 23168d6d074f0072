// One TCP socket that never blocks, closed with its owner. Knows no HTTP.
#pragma once

#include <boost/system/result.hpp>
#include <span>
#include <string_view>

#include "loadtest/http/endpoint.hpp"

namespace doorbuster::loadtest {

class Socket {
 public:
  Socket() = default;
  ~Socket() { close(); }
  Socket(Socket&& other) noexcept : handle_(other.handle_) { other.handle_ = -1; }
  Socket& operator=(Socket&& other) noexcept;

  // Begins to connect. Whether it succeeded shows when the socket is ready for writing.
  [[nodiscard]] static boost::system::result<Socket> connecting_to(const Endpoint& endpoint);

  [[nodiscard]] bool is_open() const { return handle_ >= 0; }
  [[nodiscard]] int handle() const { return handle_; }
  void close();

  // How many bytes went or came; 0: not ready. The peer's end of the connection is an error.
  [[nodiscard]] boost::system::result<std::size_t> send(std::string_view bytes);
  [[nodiscard]] boost::system::result<std::size_t> receive(std::span<char> room);

 private:
  explicit Socket(int handle) : handle_(handle) {}
  int handle_ = -1;
};

}  // namespace doorbuster::loadtest
