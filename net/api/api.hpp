// The HTTP contract between the connection, which knows sockets and framing, and the routes, which know what requests
// mean: a request is routed either to an answer at once, or to requests of the engine and a note how to tell their
// answers, or to the event feed, or to a stream of live figures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/core.hpp"
#include "net/access/access_table.hpp"
#include "net/access/role.hpp"
#include "net/api/event_filter.hpp"
#include "net/http_message.hpp"
#include "net/pages/server_state.hpp"

namespace doorbuster::net {

// One page of GET /v1/events, or a stream of them.
struct FeedRequest {
  inventory::Position after;
  bool from_latest = false;   // instead: after all that there is when it is looked at
  EventFilter filter{};
  std::uint32_t limit = 100;  // of a page
  bool stream = false;        // server-sent events, until the client goes
  inventory::MerchantId merchant{};  // whose events
  std::string key{};                 // the id of the API key that asks; empty: no keys are configured
  RateStanding standing{};
};

// What GET /v1/live shows, as a stream of server-sent events, until the client goes.
struct LiveRequest {
  inventory::MerchantId merchant{};  // whose figures
  Role role{};
  std::string key{};  // as of FeedRequest
  RateStanding standing{};
};

// An order of a batch: the problem that it has by itself, as JSON, and its status; or the next of the engine's answers
// is its.
struct BatchEntry {
  int status = 0;  // 0: without a problem
  std::string problem{};
};

// What must be remembered of a request whose answers come from the engine: routes fill it in, and render from it.
struct Pending {
  enum class Shape : std::uint8_t { single, batch, live };
  Shape shape = Shape::single;
  std::size_t first = 0;  // its requests are submission.requests[first, first + count)
  std::size_t count = 1;
  std::vector<BatchEntry> entries{};  // of a batch
  Role role{};                        // who asks for live figures
  bool traced = false;                // what it makes belongs to a trace that is remembered
  RateStanding standing{};
};

using Routed = std::variant<HttpResponse, Pending, FeedRequest, LiveRequest>;

// Of a request, what is known once it is routed.
struct Asked {
  std::string_view route{};  // the pattern of its path; empty: nothing is there
  std::string_view key{};    // the id of its API key; empty: none, or none that is known
  std::optional<TraceContext> trace{};  // as it came, where it came with a good one
  std::uint64_t span = 0;               // what this request is within that trace
};

// One for each I/O thread: owns that thread's parsers and scratch space.
class Api {
 public:
  // `access`: the keys, null where none are configured.
  explicit Api(ServerState& server, std::shared_ptr<const AccessTable> access = nullptr);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  // Requests from now on are held against these keys.
  void change_access(std::shared_ptr<const AccessTable> access);

  // Whether the server is: no request after those of this moment will be read.
  [[nodiscard]] bool draining() const;

  // Does the checks from the path on, in the contract's order, and appends to `submission.requests` what the engine
  // has to do. For the rate limits the request came at submission.times.received. An HttpResponse leaves
  // `submission` as it was.
  [[nodiscard]] Routed route(const HttpRequest& request, core::Submission& submission);

  // Of the request that was routed last. The key's id holds until the next one, or until the keys change.
  [[nodiscard]] const Asked& asked() const;

  // Bytes that were no request came from `peer` at `now_ns`, on the monotonic clock: the rate limits count them.
  void count_bad_request(const ClientAddress& peer, std::int64_t now_ns);

  // What the engine's answers say. `submission` came back `answered`.
  [[nodiscard]] HttpResponse render(const Pending& pending, const core::Submission& submission);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Tells, where a rate limit counted the request, how much is left of it.
void add_rate_limit(HttpResponse& response, const RateStanding& standing);

// The page of events that a FeedRequest without `stream` asked for, and one event of a stream. `traces`: of requests
// not long ago; null: none are known.
[[nodiscard]] HttpResponse render_events(const std::vector<core::RecordedEvent>& events, const core::OrderIds& ids,
                                         const RecentTraces* traces = nullptr);
void append_server_sent_event(std::string& out, const core::RecordedEvent& event, const core::OrderIds& ids,
                              const RecentTraces* traces = nullptr);

}  // namespace doorbuster::net
