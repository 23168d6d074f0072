// A connection, the event feed and live figures: pages as answers, and streams that end with the client or the server.
#include <utility>

#include "net/http/response_writer.hpp"
#include "net/transport/connection.hpp"

namespace doorbuster::net {

void Connection::ask_feed(const FeedRequest& request) {
  if (!request.stream) {
    if (!home_.feed->fetch(request, from_elsewhere(&Connection::on_feed_answer))) {
      return round_.fail_last("More readers of events wait than may.");
    }
  } else {
    stream_ = home_.feed->open(request, listener());
    if (!stream_) return round_.fail_last("As many event streams are open as may be.");
  }
  ++outstanding_;
}

void Connection::ask_live(const LiveRequest& request) {
  stream_ = home_.live->open(request, listener());
  if (!stream_) return round_.fail_last("As many live boards are open as may be.");
  ++outstanding_;
}

StreamListener Connection::listener() {
  return {.opened = from_elsewhere(&Connection::on_stream_opened),
          .events = from_elsewhere(&Connection::on_stream_events),
          .failed = from_elsewhere(&Connection::close)};
}

void Connection::on_feed_answer(HttpResponse response) {
  --outstanding_;
  round_.settle_last(std::move(response));
  proceed();
}

void Connection::on_stream_opened(std::optional<HttpResponse> problem) {
  --outstanding_;
  if (problem) {
    stream_.reset();
    round_.settle_last(std::move(*problem));
  } else {
    round_.grant_stream();
  }
  proceed();
}

void Connection::begin_stream() {
  continue_stream();
  if (phase_ == Phase::streaming) receive();  // only to see the client go
}

void Connection::continue_stream() {
  phase_ = Phase::streaming;
  if (home_.draining) {
    end_stream();
  } else {
    stream_->want();
  }
}

void Connection::on_stream_events(std::string text) {
  if (phase_ != Phase::streaming) return;
  if (round_.stream_is_chunked()) {
    append_chunk(to_send_.out, text);
  } else {
    to_send_.out += text;
  }
  phase_ = Phase::stream_sending;
  proceed();
}

void Connection::end_stream() {
  stream_->close();
  stream_.reset();
  if (round_.stream_is_chunked()) append_last_chunk(to_send_.out);
  phase_ = Phase::last_sending;
}

}  // namespace doorbuster::net
