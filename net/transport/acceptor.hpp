// The listening socket: takes connections and deals them out to the I/O threads in turn.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "net/admission.hpp"
#include "net/metrics/meters.hpp"
#include "net/transport/address_counts.hpp"
#include "net/transport/io_thread.hpp"
#include "net/transport/spare_descriptor.hpp"

namespace doorbuster::net {

class Acceptor {
 public:
  // Runs on the first of `threads`. All outlive it.
  Acceptor(std::vector<std::unique_ptr<IoThread>>& threads, const ServerOptions& options, NetMeters& meters);

  // Listens. Before the threads start.
  [[nodiscard]] core::Result<void> open(const std::string& host, std::uint16_t port);
  [[nodiscard]] std::uint16_t port() const { return port_; }
  void start();
  // Any thread: takes no more connections.
  void close();
  // Connections that are open. Any thread.
  [[nodiscard]] std::size_t open_connections() const { return open_->load(); }

 private:
  using Tcp = boost::asio::ip::tcp;

  void accept();
  void on_accepted(boost::system::error_code error, Tcp::socket socket, IoThread& thread);
  void deal(Tcp::socket socket, IoThread& thread);
  // The places of a connection from there, or why it gets none.
  [[nodiscard]] std::variant<ConnectionPlaces, Unwelcome> admit(const Tcp::socket& socket);
  void refuse_without_descriptors();
  void await_next();
  void back_off();

  std::vector<std::unique_ptr<IoThread>>& threads_;
  const ServerOptions& options_;
  NetMeters& meters_;
  const Admission::Count open_ = std::make_shared<std::atomic<std::size_t>>(0);
  const Admission::Count refused_ = std::make_shared<std::atomic<std::size_t>>(0);
  Tcp::acceptor acceptor_;
  AddressCounts addresses_;
  SpareDescriptor spare_;
  boost::asio::steady_timer backoff_;
  std::uint16_t port_ = 0;
  std::size_t next_ = 0;
  bool failing_ = false;  // and has said so
};

}  // namespace doorbuster::net
