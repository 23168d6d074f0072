// A round: the requests of one connection that came together, travel to the engine together and are answered together,
// in the order in which they came. Knows nothing of sockets. One I/O thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/api/api.hpp"
#include "net/http/request_head.hpp"
#include "net/http/response_writer.hpp"
#include "net/metrics/meters.hpp"
#include "net/transport/round_log.hpp"

namespace doorbuster::net {

// What is to be sent: `out`, and after it `lasting`, a body that is there as long as the program, so it is not copied.
struct Rendered {
  std::string out{};
  std::string_view lasting{};
};

class Round {
 public:
  // Both outlive it. `log`: null where there is no request log.
  explicit Round(NetMeters& meters, RequestLane* log = nullptr);

  // A new one, for `api` to answer; without one, the server is starting and has one answer for all. `received_ns`:
  // when the last of its bytes came, on the monotonic clock.
  void begin(Api* api, std::int64_t received_ns);
  // Routes the request, at once: its views may end when this returns.
  void add(const HttpRequest& request, const RequestHead& head);
  // The answer to bytes that are no request; it is the last, and the connection ends with it.
  // `method`: as far as that could be read, since an answer to HEAD has no body.
  void refuse(const Refusal& refusal, Method method = Method::other);
  // The last answer says that the connection closes.
  void close_after_last();

  [[nodiscard]] bool empty() const { return answers_.empty(); }
  // No request may be added any more: it has as many as it may, or the last one changes what comes after it.
  [[nodiscard]] bool complete() const;
  [[nodiscard]] bool closes() const { return !answers_.empty() && answers_.back().form.closes; }
  [[nodiscard]] std::size_t requests() const { return answers_.size(); }
  // What those of its requests that are out of the ordinary will take, as far as can be told beforehand; 0 for orders.
  [[nodiscard]] std::size_t extra_bytes() const { return extra_bytes_; }
  // One of its answers, the last, takes long to send, though no memory to keep.
  [[nodiscard]] bool has_lasting_body() const { return has_lasting_body_; }
  // What it has room for already, used or not.
  [[nodiscard]] std::size_t room_bytes() const;
  // Nothing of it is needed any more but what requests(), closes() and streams() say: gives that room back.
  void give_back();

  // What the engine has to do for it; perhaps nothing.
  [[nodiscard]] core::Submission& submission() { return submission_; }
  // All that is out of the ordinary is answered overloaded, and so is all that was for the engine.
  void refuse_extra(std::string_view detail);
  // None of that will be answered by the engine: each gets this problem.
  void fail_submission(ProblemCode code, std::string_view detail);

  // What the event feed, or who streams live figures, has to do: only ever the last request.
  [[nodiscard]] const FeedRequest* feed_request() const;
  [[nodiscard]] const LiveRequest* live_request() const;
  void settle_last(HttpResponse response);
  void fail_last(std::string_view detail);  // overloaded
  void grant_stream() { stream_granted_ = true; }
  [[nodiscard]] bool streams() const { return stream_granted_; }
  [[nodiscard]] bool stream_is_chunked() const { return stream_is_chunked_; }

  // Once submission and feed are settled: renders from where the last call ended, until `rendered` has `output_bytes`,
  // or a lasting body. Whether that was all.
  [[nodiscard]] bool append_answers(Rendered& rendered, std::size_t output_bytes, std::string_view date);
  // For the request log: the answers that were rendered have been handed over at `now_ns`, or never will be.
  void log_answers(std::int64_t now_ns, bool sent);

 private:
  struct Answer {
    Routed routed;
    ResponseForm form{};
  };

  [[nodiscard]] Routed route(const HttpRequest& request);
  [[nodiscard]] HttpResponse response_to(Answer& answer);
  void append_answer(Rendered& rendered, Answer& answer, std::string_view date);
  [[nodiscard]] bool has_lasting_body(const Answer& answer) const;
  [[nodiscard]] std::size_t extra_bytes_of(const Answer& answer) const;

  Api* api_ = nullptr;
  NetMeters& meters_;
  RoundLog log_;
  core::Submission submission_;
  std::vector<Answer> answers_;
  std::size_t appended_ = 0;
  std::size_t extra_bytes_ = 0;
  bool has_lasting_body_ = false;
  bool stream_granted_ = false;
  bool stream_is_chunked_ = true;
};

}  // namespace doorbuster::net
