// The HTTP front end of one engine, as a whole.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/core.hpp"
#include "net/server_options.hpp"

namespace doorbuster::net {

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

  // Where the options name a certificate and a key: reads them, and again whenever the files have changed; connections
  // from then on get the new ones. What the certificate is, for people; or a sentence that says why it can't be used,
  // and nothing has changed. Any thread.
  [[nodiscard]] core::Result<std::string> load_certificate();
  // Where the options name a request log: opens it and begins to write. Fails with a sentence.
  [[nodiscard]] core::Result<void> open_request_log();
  // Any thread. Soon the log's file is opened again by its name, as when it has been moved away; what fails is logged.
  void reopen_request_log();
  // Binds and starts its threads; reads the certificate and opens the request log if nobody has. Fails with a sentence
  // if that can't be done, or if the address can't be had or must not be (not loopback).
  [[nodiscard]] core::Result<void> start();
  // Requests are the engine's from now on, those of connections that are open already too. Once, after start(), before
  // the engine's first step, since it opens ports; the engine runs until stop() has returned. `files` is where its
  // journal is (for the event feed). Both outlive stop().
  void open(core::Engine& engine, core::Files& files);
  // The port it got.
  [[nodiscard]] std::uint16_t port() const;

  // From the thread that calls open(), before start() too: requests from now on are held against these keys, where
  // there were keys from the beginning, and event streams of keys that are no longer there end.
  void change_access(std::shared_ptr<const AccessTable> access);

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

}  // namespace doorbuster::net
