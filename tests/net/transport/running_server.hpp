// A server with a real engine on a directory of its own, within the test's process.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "core/core.hpp"
#include "net/net.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net::test {

using support::HttpClient;

enum class Opens : std::uint8_t { at_once, when_told };

class RunningServer {
 public:
  explicit RunningServer(ServerOptions options = {}, core::EngineOptions engine_options = {},
                         Opens opens = Opens::at_once) {
    files_ = core::open_directory(scratch_.path()).value();
    const inventory::Capacity small{.skus = 1000, .sales = 100, .sale_items = 1000, .orders = 10'000,
                                    .order_lines = 20'000, .buyers = 10'000, .stock_keys = 1000, .payments = 10'000};
    const core::JournalOptions journal{.segment_bytes = 4u << 20};
    auto store = core::open_store(*files_, journal, small, {}).value();
    engine_ = std::make_unique<core::Engine>(std::move(store), time_, engine_options);
    options.port = 0;
    if (options.io_threads == 0) options.io_threads = 2;
    server_ = std::make_unique<Server>(options);
    if (const auto started = server_->start(); !started) throw std::runtime_error(started.error().message);
    if (opens == Opens::at_once) open();
  }
  ~RunningServer() {
    run_engine();
    server_.reset();
    engine_->request_stop();
    engine_thread_.reset();
  }

  void open() { server_->open(*engine_, *files_); }

  // Until then commands wait in the queue.
  RunningServer& run_engine() {
    if (!engine_thread_) engine_thread_.emplace(*engine_);
    return *this;
  }

  // Until a PUT has been received and handed to the engine, though it may not run yet.
  void wait_for_a_put() const {
    HttpClient watcher(port());
    for (;;) {
      const auto metrics = watcher.get("/metrics");
      if (!metrics) throw std::runtime_error("/metrics does not answer");
      if (metrics->body.find("http_requests_total{method=\"put\"} 1") != std::string::npos) return;
    }
  }

  [[nodiscard]] Server& server() { return *server_; }
  [[nodiscard]] core::Engine& engine() { return *engine_; }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }

 private:
  support::ScratchDirectory scratch_;
  std::unique_ptr<core::Files> files_;
  core::SystemTime time_;
  std::unique_ptr<core::Engine> engine_;
  std::unique_ptr<Server> server_;
  std::optional<core::EngineThread> engine_thread_;
};

inline std::string get(const std::string& target, const std::string& fields = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
inline std::string put(const std::string& target, const std::string& body, const std::string& fields = "") {
  return "PUT " + target + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n" + fields + "\r\n" + body;
}
inline std::string put_sku(const std::string& sku, const std::string& fields = "") {
  return put("/v1/skus/" + sku, R"({"name":"Lamp"})", fields);
}

// An order batch of nothing but white space, as long as a batch may be, and the head of one of `bytes`.
inline std::string longest_batch() {
  const std::string opening = R"({"orders":[)";
  return opening + std::string((4u << 20) - opening.size(), ' ');
}
inline std::string batch_head(std::size_t bytes) {
  return "POST /v1/orders/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(bytes) + "\r\n\r\n";
}

// Reads one answer and says its status; 0 if none came.
inline int status_of_next(HttpClient& client, bool to_head = false) {
  const auto reply = client.read_reply(to_head);
  return reply ? reply->status : 0;
}

// Reads from a stream until `text` has been seen; what was read.
inline std::string read_until(HttpClient& client, const support::Reply& head, std::string_view text) {
  std::string read;
  while (read.find(text) == std::string::npos) {
    const auto more = client.read_some(head);
    if (!more) break;
    read += *more;
  }
  return read;
}

// Whether somebody who comes now, or a while later, is served: a place is given back a moment after it has ended.
[[nodiscard]] inline bool gets_a_place(std::uint16_t port) {
  constexpr auto tries = 3000;
  for (int i = 0; i < tries; ++i) {
    HttpClient late(port);
    late.send(get("/livez"));
    if (status_of_next(late) == 200) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

}  // namespace doorbuster::net::test
