// One merchant's stream of server-sent events: what its connection, on an I/O thread, and the feed's thread share.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/core.hpp"
#include "net/admission.hpp"
#include "net/api/api.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

// What the feed tells the connection, on the feed's thread: first `opened`, once, with nothing or with the problem why
// not; then `events`, as text of the stream, each time that want() was called.
struct StreamListener {
  std::function<void(std::optional<HttpResponse> problem)> opened;
  std::function<void(std::string text)> events;
  std::function<void()> failed;
};

class EventStream {
 public:
  EventStream(FeedRequest request, StreamListener listener, Admission admission)
      : request_(std::move(request)),
        cursor_{.after = request_.after},
        told_(request_.after),
        listener_(std::move(listener)),
        admission_(std::move(admission)) {}

  // The connection's, any thread. What was sent last has gone out: more may come.
  void want() { wanted_.store(true); }
  void close() { closed_.store(true); }

 private:
  friend class FeedService;
  std::atomic<bool> wanted_{false};
  std::atomic<bool> closed_{false};
  // The feed's thread only.
  FeedRequest request_;
  core::EventCursor cursor_;
  inventory::Position told_;  // the last `id:` that it was sent
  StreamListener listener_;
  Admission admission_;
  std::int64_t last_sent_ns_ = 0;
};

}  // namespace doorbuster::net
