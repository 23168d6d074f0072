// One merchant's stream of events, as the feed's thread sees it.
#pragma once

#include <cstdint>
#include <utility>

#include "core/core.hpp"
#include "net/api/api.hpp"
#include "net/client_stream.hpp"

namespace doorbuster::net {

class EventStream : public ClientStream {
 public:
  EventStream(FeedRequest request, StreamListener listener, Admission admission)
      : ClientStream(std::move(listener), std::move(admission)),
        request_(std::move(request)),
        cursor_{.after = request_.after},
        told_(request_.after) {}

 private:
  friend class FeedService;
  void start_after(inventory::Position position) {
    cursor_ = {.after = position};
    told_ = position;
  }

  // The feed's thread only.
  FeedRequest request_;
  core::EventCursor cursor_;
  inventory::Position told_;  // the last `id:` that it was sent
  std::int64_t last_sent_ns_ = 0;
};

}  // namespace doorbuster::net
