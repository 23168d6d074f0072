// The event feed: one thread that reads the journal back for GET /v1/events, so that no I/O thread ever waits for the
// disk. Serves pages, and streams of server-sent events, of one merchant's events each. Knows nothing of sockets.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "core/core.hpp"
#include "net/api/api.hpp"
#include "net/feed/event_stream.hpp"
#include "net/metrics/meters.hpp"

namespace doorbuster::net {

class FeedService {
 public:
  // All outlive it.
  FeedService(core::Engine& engine, core::Files& files, NetMeters& meters, const RecentTraces& traces,
              std::size_t streams_max, std::shared_ptr<const AccessTable> access);
  ~FeedService();
  FeedService(const FeedService&) = delete;
  FeedService& operator=(const FeedService&) = delete;

  void start();
  // Ends its thread; what still waits is dropped without a word.
  void stop();

  // Any thread. `done` gets the page, or a problem, on the feed's thread. False: too many wait.
  [[nodiscard]] bool fetch(const FeedRequest& request, std::function<void(HttpResponse)> done);
  // Any thread. Streams whose key is not among these end, as do those that are still to be opened.
  void change_access(std::shared_ptr<const AccessTable> access);
  // Any thread. Null: there are as many as there may be, or too many wait.
  [[nodiscard]] std::shared_ptr<EventStream> open(const FeedRequest& request, StreamListener listener);

 private:
  struct Page {
    FeedRequest request;
    std::function<void(HttpResponse)> done;
  };
  using Job = std::variant<Page, std::shared_ptr<EventStream>>;

  void run();
  [[nodiscard]] bool put(Job job);
  // The jobs that wait, or none after a while if there are streams to look after. Nothing: stop.
  [[nodiscard]] std::optional<std::deque<Job>> next_jobs();
  void serve(Job& job);
  void open_stream(const std::shared_ptr<EventStream>& stream);
  void serve_streams();
  // False: the stream is over.
  [[nodiscard]] bool serve_stream(EventStream& stream);
  // Into `text`: the next events that it wants. False: they can't be read.
  [[nodiscard]] bool read_stream(EventStream& stream, std::string& text);
  [[nodiscard]] static std::string heartbeat(EventStream& stream);
  // Puts a position in place of "latest".
  [[nodiscard]] HttpResponse page(FeedRequest& request);
  // Whether who asked may still read: the key may have been revoked since.
  [[nodiscard]] bool admitted(const FeedRequest& request) const;
  // Takes out the buyer who was forgotten since: the journal still has the id. Right before it is told.
  void redact(core::RecordedEvent& event) const;
  // The problem of a reader who stands before the oldest event that is kept.
  [[nodiscard]] std::optional<HttpResponse> check_kept(inventory::Position after);
  // Into events_: what follows the cursor, of all merchants.
  [[nodiscard]] std::optional<HttpResponse> read(core::EventCursor& cursor, std::size_t at_most);
  // Into page_: what is the merchant's and asked for, up to the request's limit; and how far it has looked.
  [[nodiscard]] std::optional<HttpResponse> read_page(const FeedRequest& request, inventory::Position& looked_to);

  core::Engine& engine_;
  NetMeters& meters_;
  const RecentTraces& traces_;
  const std::size_t streams_max_;
  const Admission::Count stream_count_ = std::make_shared<std::atomic<std::size_t>>(0);
  core::EventReader reader_;
  std::vector<core::RecordedEvent> events_;              // scratch, as is:
  std::vector<core::RecordedEvent> page_;
  std::vector<std::shared_ptr<EventStream>> streams_;
  std::shared_ptr<const AccessTable> access_in_force_;   // access_, as of the jobs at hand

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;   // under mutex_, as are:
  std::shared_ptr<const AccessTable> access_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace doorbuster::net
