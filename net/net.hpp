// The one header that net/ shows to the folders above: the HTTP front end of one engine.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/core.hpp"

namespace doorbuster::net {

struct ServerOptions {
  std::string host = "127.0.0.1";  // a numeric address; without keys it must be a loopback one
  std::uint16_t port = 8080;       // 0: any free one
  unsigned io_threads = 0;         // 0: half the cores, at least one
  std::uint32_t connections_max = 10'000;
  std::uint32_t refusals_max = 256;  // beyond these: kept open at one time only to be told 503 `overloaded`
  std::uint32_t event_streams_max = 64;
  std::uint32_t body_bytes_max = 64u << 10;
  std::uint32_t batch_body_bytes_max = 4u << 20;
  std::chrono::milliseconds head_deadline{10'000};   // a request's head, from its first byte
  std::chrono::milliseconds body_deadline{10'000};   // its body, from the head's end
  std::chrono::milliseconds write_deadline{10'000};  // an answer, to be taken
  std::chrono::milliseconds idle_deadline{75'000};
};

// How many I/O threads a server with these options has.
[[nodiscard]] unsigned io_threads_of(const ServerOptions& options);

// Listens from start() until stop(), so that nobody is refused while the engine is still being recovered: until open()
// every request is answered at once, /livez with 200 and all else with 503 `not_ready`.
class Server {
 public:
  explicit Server(ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds and starts its threads. Fails with a sentence if the address can't be had or must not be (not loopback).
  [[nodiscard]] core::Result<void> start();
  // Requests are the engine's from now on, those of connections that are open already too. Once, after start(), before
  // the engine's first step, since it opens ports; the engine runs until stop() has returned. `files` is where its
  // journal is (for the event feed). Both outlive stop().
  void open(core::Engine& engine, core::Files& files);
  // The port it got.
  [[nodiscard]] std::uint16_t port() const;

  // Any thread, but not during open(). /readyz turns 503 and no connection is taken any more; what was received is
  // answered.
  void drain();
  // Waits until every request received has had its answer, at most `patience`, and closes. Before the engine stops:
  // what the engine still has then is waited for, though nobody is told of it any more. How many connections were cut
  // off because they had not taken their answers by then.
  std::size_t stop(std::chrono::milliseconds patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Events as GET /v1/events shows them: a line of JSON each, newline and all.
[[nodiscard]] std::string event_lines(const std::vector<core::RecordedEvent>& events, const core::OrderIds& ids);

}  // namespace doorbuster::net
