// A round: requests routed together, answered together.
#include "net/transport/round.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

#include "net/api/starting.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

HttpResponse problem(ProblemCode code, std::string_view detail) {
  Problem occurrence{};
  occurrence.code = code;
  occurrence.detail = detail;
  return render_problem(occurrence);
}

HttpResponse our_fault(const char* doing, const std::exception& fault) {
  spdlog::error("A request was answered internal_error: {} failed: {}", doing, fault.what());
  return problem(ProblemCode::internal_error, "The server failed to handle this request; its log says why.");
}

ResponseForm form_of(Method method, bool closes) {
  const bool head = method == Method::head;
  return {.without_body = head, .closes = closes, .to_read = head || method == Method::get};
}

std::size_t beyond(std::size_t count, std::size_t each) {
  return count > transport::ordinary_commands ? count * each : 0;
}

std::size_t extra_bytes_to_answer(const inventory::Query& query) {
  if (const auto* orders = std::get_if<inventory::ListOrders>(&query)) {
    return beyond(orders->limit, transport::bytes_of_order);
  }
  if (const auto* sales = std::get_if<inventory::ListSales>(&query)) {
    return beyond(sales->limit, transport::bytes_of_sale);
  }
  if (std::holds_alternative<inventory::WatchSales>(query)) {
    return inventory::limits::watched_items * transport::bytes_of_watched_item;
  }
  return 0;
}

}  // namespace

Round::Round(NetMeters& meters, RequestLane* log) : meters_(meters), log_(log) {}

void Round::begin(Api* api, std::int64_t received_ns) {
  api_ = api;
  answers_.clear();
  log_.begin();
  submission_.requests.clear();
  submission_.answers.clear();
  submission_.times = {};
  submission_.times.received = received_ns;
  appended_ = 0;
  extra_bytes_ = 0;
  has_lasting_body_ = false;
  stream_granted_ = false;
}

void Round::add(const HttpRequest& request, const RequestHead& head) {
  meters_.requests[static_cast<std::size_t>(request.method)].add();
  Answer answer{route(request), form_of(request.method, head.closes())};
  stream_is_chunked_ = !head.http_1_0();
  extra_bytes_ += extra_bytes_of(answer);
  has_lasting_body_ |= has_lasting_body(answer);
  answers_.push_back(std::move(answer));
  log_.add(request.method, api_ != nullptr ? api_->asked() : Asked());
}

bool Round::has_lasting_body(const Answer& answer) const {
  const auto* ready = std::get_if<HttpResponse>(&answer.routed);
  return ready != nullptr && !answer.form.without_body && ready->lasting_body.size() > transport::ordinary_body_bytes;
}

std::size_t Round::extra_bytes_of(const Answer& answer) const {
  if (const auto* ready = std::get_if<HttpResponse>(&answer.routed)) {
    return ready->body.size() > transport::ordinary_body_bytes ? ready->body.size() : 0;
  }
  if (const auto* feed = std::get_if<FeedRequest>(&answer.routed)) {
    return feed->stream ? 0 : beyond(feed->limit, transport::bytes_of_event);
  }
  if (std::holds_alternative<LiveRequest>(answer.routed)) return 0;
  const auto& pending = std::get<Pending>(answer.routed);
  const auto* query = std::get_if<inventory::Query>(&submission_.requests[pending.first]);
  return query != nullptr ? extra_bytes_to_answer(*query) : beyond(pending.count, transport::bytes_of_command);
}

std::size_t Round::room_bytes() const {
  return submission_.requests.capacity() * sizeof(core::Request) +
         submission_.answers.capacity() * sizeof(inventory::Answer) + answers_.capacity() * sizeof(Answer);
}

void Round::give_back() {
  submission_.requests = std::vector<core::Request>();
  submission_.answers = std::vector<inventory::Answer>();
  for (auto& answer : answers_) answer.routed = HttpResponse();
  answers_.shrink_to_fit();
  extra_bytes_ = 0;
}

Routed Round::route(const HttpRequest& request) {
  const auto before = submission_.requests.size();
  try {
    return api_ != nullptr ? api_->route(request, submission_) : answer_while_starting(request);
  } catch (const std::exception& fault) {
    submission_.requests.resize(before);
    return our_fault("routing", fault);
  }
}

void Round::refuse(const Refusal& refusal, Method method) {
  meters_.framing_errors[static_cast<std::size_t>(refusal.code)].add();
  answers_.push_back({problem(refusal.code, refusal.detail), form_of(method, true)});
  log_.add(method, {});
}

void Round::close_after_last() {
  if (!answers_.empty()) answers_.back().form.closes = true;
}

bool Round::complete() const {
  return answers_.size() >= transport::round_requests_max ||
         submission_.requests.size() >= transport::round_commands_max ||
         extra_bytes_ >= transport::output_bytes || has_lasting_body_ || closes() || feed_request() != nullptr ||
         live_request() != nullptr;
}

void Round::refuse_extra(std::string_view detail) {
  fail_submission(ProblemCode::overloaded, detail);
  for (auto& answer : answers_) {
    if (extra_bytes_of(answer) > 0) answer.routed = problem(ProblemCode::overloaded, detail);
  }
  submission_.requests.clear();
  extra_bytes_ = 0;
}

void Round::fail_submission(ProblemCode code, std::string_view detail) {
  for (auto& answer : answers_) {
    if (std::holds_alternative<Pending>(answer.routed)) answer.routed = problem(code, detail);
  }
}

const FeedRequest* Round::feed_request() const {
  return answers_.empty() ? nullptr : std::get_if<FeedRequest>(&answers_.back().routed);
}

const LiveRequest* Round::live_request() const {
  return answers_.empty() ? nullptr : std::get_if<LiveRequest>(&answers_.back().routed);
}

void Round::settle_last(HttpResponse response) {
  if (const auto* feed = feed_request()) add_rate_limit(response, feed->standing);
  if (const auto* live = live_request()) add_rate_limit(response, live->standing);
  answers_.back().routed = std::move(response);
}

void Round::fail_last(std::string_view detail) { settle_last(problem(ProblemCode::overloaded, detail)); }

bool Round::append_answers(Rendered& rendered, std::size_t output_bytes, std::string_view date) {
  for (; appended_ < answers_.size(); ++appended_) {
    if (rendered.out.size() >= output_bytes || !rendered.lasting.empty()) return false;
    append_answer(rendered, answers_[appended_], date);
  }
  return true;
}

void Round::append_answer(Rendered& rendered, Answer& answer, std::string_view date) {
  auto& out = rendered.out;
  const auto before = out.size();
  if (stream_granted_ && &answer == &answers_.back()) {
    append_stream_head(out, "text/event-stream", stream_is_chunked_, date);
    meters_.responses[2].add();
    log_.answered(appended_, 200, {}, out.size() - before);
    return;
  }
  const bool lasts = has_lasting_body(answer);
  const auto response = response_to(answer);
  meters_.responses[static_cast<std::size_t>(response.status / 100) % status_classes].add();
  if (lasts) {
    answer.form.without_body = true;
    rendered.lasting = response.lasting_body;
  }
  append_response(out, response, answer.form, date);
  log_.answered(appended_, response.status, response.problem, out.size() - before + rendered.lasting.size());
}

void Round::log_answers(std::int64_t now_ns, bool sent) { log_.put(submission_.times.received, now_ns, sent); }

HttpResponse Round::response_to(Answer& answer) {
  if (auto* ready = std::get_if<HttpResponse>(&answer.routed)) return std::move(*ready);
  try {
    return api_->render(std::get<Pending>(answer.routed), submission_);
  } catch (const std::exception& fault) {
    return our_fault("rendering", fault);
  }
}

}  // namespace doorbuster::net
