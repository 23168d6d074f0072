// Requests with a body: media type, idempotency key, JSON and shape, and the command that comes of them.
#include "net/api/api_impl.hpp"
#include "net/api/render_answers.hpp"
#include "net/http/http_text.hpp"
#include "net/http/media_type.hpp"

namespace doorbuster::net {
namespace {

using Element = simdjson::dom::element;

// Makes room for a command at the end of the submission, to be filled in there.
template <class Kind>
Kind& append_command(core::Submission& submission, const Caller& caller) {
  auto& request = submission.requests.emplace_back(std::in_place_type<inventory::Command>, std::in_place_type<Kind>);
  Kind& command = std::get<Kind>(std::get<inventory::Command>(request));
  command.merchant = caller.merchant;
  return command;
}

std::optional<Problem> read_key(std::optional<std::string_view> field, std::optional<IdempotencyKey>& key) {
  if (!field) return Problem{.code = ProblemCode::idempotency_key_missing};
  key = IdempotencyKey::parse(*field);
  if (!key) return Problem{.code = ProblemCode::idempotency_key_invalid};
  return std::nullopt;
}

}  // namespace

Routed Api::Impl::write(Call& call, core::Submission& submission) {
  if (const auto problem = check_body(call)) return render_problem(*problem);
  if (call.route.endpoint == Endpoint::place_batch) return place_batch(call, submission);
  const std::size_t first = submission.requests.size();
  if (auto problem = append_write(call, submission)) {
    submission.requests.resize(first);
    return render_problem(first_problem(call, *std::move(problem)));
  }
  if (call.route.endpoint == Endpoint::place_order) {
    if (const auto problem = limit_buyer(submission, standing)) {
      submission.requests.resize(first);
      return render_problem(*problem);
    }
  }
  if (first == 0 && call.route.endpoint == Endpoint::place_order) {
    if (auto refusal = refuse_early(submission)) return *std::move(refusal);
  }
  const bool traced = note_trace(std::get<inventory::Command>(submission.requests[first]));
  return Pending{.first = first, .traced = traced};
}

// Only the first of a round: what stands before it may bring units back, and pipelined requests take effect in turn.
std::optional<HttpResponse> Api::Impl::refuse_early(core::Submission& submission) {
  const auto& command = std::get<inventory::PlaceOrder>(std::get<inventory::Command>(submission.requests.front()));
  if (!server.engine.refuses_early(command)) return std::nullopt;
  const inventory::Rejection rejection{.reason = inventory::Reason::sold_out, .sku = command.lines.front().sku};
  submission.requests.clear();
  return render_problem(problem_of(rejection));
}

std::optional<Problem> Api::Impl::check_body(Call& call) {
  const HttpRequest& request = call.request;
  const bool has_body = call.route.body == Body::required || !request.body.empty();
  if (has_body && !(request.content_type && is_json_type(*request.content_type))) {
    return Problem{.code = ProblemCode::unsupported_media_type};
  }
  // RFC 9110 section 8.4: what a body says depends on its coding, and none is undone here.
  if (has_body && request.content_encoding && !equal_ignoring_case(*request.content_encoding, "identity")) {
    return Problem{.code = ProblemCode::unsupported_media_type,
                   .detail = "The body has a Content-Encoding; send it as it is."};
  }
  if (call.route.needs_key) {
    if (auto problem = read_key(request.idempotency_key, call.key)) return problem;
  }
  if (has_body) {
    auto parsed = parser.parse(request.body);
    if (auto* fault = std::get_if<std::string>(&parsed)) {
      return Problem{.code = ProblemCode::invalid_json, .detail = std::move(*fault)};
    }
    call.body = std::get<Element>(parsed);
  }
  if (auto fault = read_query(call.target.query(), {})) return first_problem(call, invalid_request(std::move(*fault)));
  return std::nullopt;
}

// A body without fault needs no look through all its names: reading it by its shape has seen each.
Problem Api::Impl::first_problem(Call& call, Problem problem) {
  if (!call.body || call.names_checked) return problem;
  if (names_a_member_twice(*call.body)) {
    return {.code = ProblemCode::invalid_json, .detail = "An object in the body names a member twice."};
  }
  call.names_checked = true;
  return problem;
}

std::optional<Problem> Api::Impl::append_write(const Call& call, core::Submission& submission) {
  const auto unless = [&](bool good) { return good ? std::nullopt : std::optional(invalid_request(commands.fault())); };
  switch (call.route.endpoint) {
    case Endpoint::place_order: {
      auto& command = append_command<inventory::PlaceOrder>(submission, call.caller);
      return unless(commands.place_order(*call.body, call.key->view(), command));
    }
    case Endpoint::pay_order: {
      auto& command = append_command<inventory::PayOrder>(submission, call.caller);
      if (!commands.pay_order(*call.body, command)) return invalid_request(commands.fault());
      return name_order(call.parameter, command.order);
    }
    case Endpoint::cancel_order:
      return append_cancel(call, submission);
    case Endpoint::forget_buyer:
      return append_forget(call, submission);
    case Endpoint::put_sku: {
      auto& command = append_command<inventory::PutSku>(submission, call.caller);
      if (auto problem = read_path_id("sku", call.parameter, command.sku)) return problem;
      return unless(commands.put_sku(*call.body, command));
    }
    case Endpoint::adjust_stock: {
      auto& command = append_command<inventory::AdjustStock>(submission, call.caller);
      if (auto problem = read_path_id("sku", call.parameter, command.sku)) return problem;
      return unless(commands.adjust_stock(*call.body, call.key->view(), command));
    }
    case Endpoint::put_sale: {
      auto& command = append_command<inventory::PutSale>(submission, call.caller);
      if (auto problem = read_path_id("sale", call.parameter, command.terms.sale)) return problem;
      return unless(commands.put_sale(*call.body, command));
    }
    default:
      return Problem{.code = ProblemCode::internal_error};
  }
}

std::optional<Problem> Api::Impl::append_cancel(const Call& call, core::Submission& submission) {
  auto& command = append_command<inventory::CancelOrder>(submission, call.caller);
  if (call.body && !commands.empty_object(*call.body)) return invalid_request(commands.fault());
  return name_order(call.parameter, command.order);
}

std::optional<Problem> Api::Impl::append_forget(const Call& call, core::Submission& submission) {
  auto& command = append_command<inventory::ForgetBuyer>(submission, call.caller);
  if (call.body && !commands.empty_object(*call.body)) return invalid_request(commands.fault());
  return read_path_id("buyer", call.parameter, command.buyer);
}

Routed Api::Impl::place_batch(Call& call, core::Submission& submission) {
  simdjson::dom::array entries;
  if (!commands.batch(*call.body, entries)) {
    return render_problem(first_problem(call, invalid_request(commands.fault())));
  }
  Pending pending{.shape = Pending::Shape::batch, .first = submission.requests.size()};
  pending.entries.reserve(entries.size());
  for (const Element entry : entries) {
    const std::size_t good = submission.requests.size();
    auto problem = append_batch_entry(call, entry, pending.entries.size(), submission);
    auto& result = pending.entries.emplace_back();
    if (!problem) continue;
    submission.requests.resize(good);
    const Problem first = first_problem(call, *std::move(problem));
    if (first.code == ProblemCode::invalid_json) {
      submission.requests.resize(pending.first);
      return render_problem(first);
    }
    result.status = kind_of(first.code).status;
    append_problem_json(result.problem, first);
  }
  pending.count = submission.requests.size() - pending.first;
  if (pending.count == 0) return render_batch(pending.entries, {}, ids);
  return pending;
}

std::optional<Problem> Api::Impl::append_batch_entry(const Call& call, Element entry, std::size_t index,
                                                     core::Submission& submission) {
  std::optional<IdempotencyKey> key;
  if (entry.is_object()) {
    const auto member = entry.at_key("key");
    std::optional<std::string_view> field;
    if (member.error() == simdjson::SUCCESS) field = member.is_string() ? member.get_string().value_unsafe() : "";
    if (auto problem = read_key(field, key)) return problem;
  }
  auto& command = append_command<inventory::PlaceOrder>(submission, call.caller);
  const std::string_view digested = key ? key->view() : std::string_view();
  if (!commands.batch_entry(entry, index, digested, command)) return invalid_request(commands.fault());
  RateStanding of_this_entry;
  return limit_buyer(submission, of_this_entry);
}

}  // namespace doorbuster::net
