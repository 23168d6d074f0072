// One client's stream of server-sent events: what its connection, on an I/O thread, and the thread that has something
// to tell share. Knows nothing of what is told.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "net/admission.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

// What the connection is told, on the teller's thread: first `opened`, once, with nothing or with the problem why not;
// then `events`, as text of the stream, each time that want() was called; at last perhaps `failed`.
struct StreamListener {
  std::function<void(std::optional<HttpResponse> problem)> opened;
  std::function<void(std::string text)> events;
  std::function<void()> failed;
};

class ClientStream {
 public:
  ClientStream(StreamListener listener, Admission admission)
      : listener_(std::move(listener)), admission_(std::move(admission)) {}
  ClientStream(const ClientStream&) = delete;
  ClientStream& operator=(const ClientStream&) = delete;
  ~ClientStream() = default;

  // The connection's, any thread. What was sent last has gone out: more may come.
  void want() { wanted_.store(true); }
  void close() { closed_.store(true); }

  // The teller's thread.
  [[nodiscard]] bool wanted() const { return wanted_.load(); }
  [[nodiscard]] bool closed() const { return closed_.load(); }
  void open(std::optional<HttpResponse> problem = std::nullopt) { listener_.opened(std::move(problem)); }
  void send(std::string text) {
    wanted_.store(false);
    listener_.events(std::move(text));
  }
  void fail() { listener_.failed(); }
  // Nothing more will come. The connection and its stream hold each other until here.
  void let_go() {
    listener_ = {};
    admission_.release();
  }

 private:
  std::atomic<bool> wanted_{false};
  std::atomic<bool> closed_{false};
  StreamListener listener_;
  Admission admission_;
};

}  // namespace doorbuster::net
