// The inside of Api: one request's way through the checks. Shared by the sources that make it up: api.cpp (routing and
// reads), api_writes.cpp (whatever has a body), api_limits.cpp (the rate limits), api_traces.cpp (traces).
#pragma once

#include <random>

#include "net/api/api.hpp"
#include "net/api/caller.hpp"
#include "net/api/idempotency_key.hpp"
#include "net/api/read_commands.hpp"
#include "net/api/routes.hpp"
#include "net/http/problem.hpp"
#include "net/http/target.hpp"
#include "net/json/json_document.hpp"

namespace doorbuster::net {

struct Api::Impl {
  // One request on its way through the checks.
  struct Call {
    const HttpRequest& request;
    const Target& target;
    const Route& route;
    std::string_view parameter;  // what the path names
    Caller caller;
    std::optional<IdempotencyKey> key{};
    std::optional<simdjson::dom::element> body{};
    bool names_checked = false;  // no member of the body is named twice
  };

  Impl(ServerState& state, std::shared_ptr<const AccessTable> keys)
      : server(state), ids(state.engine.order_ids()), commands(state.engine.digests()), access(std::move(keys)) {}

  Routed route(const HttpRequest& request, core::Submission& submission);
  // Finds out who calls, and whether they may; only then fills in `caller`.
  std::optional<Problem> admit(const HttpRequest& request, Permission permission, Caller& caller);
  void count(Distrust why) { server.meters.access_refused[static_cast<std::size_t>(why)].add(); }
  Routed read(const Call& call, core::Submission& submission);
  Routed write(Call& call, core::Submission& submission);
  Routed feed(const Call& call);
  Routed live(const Call& call, core::Submission& submission);
  std::optional<HttpResponse> refuse_early(core::Submission& submission);
  Routed place_batch(Call& call, core::Submission& submission);

  // The trace of the request that is being routed.
  void read_trace(const HttpRequest& request);
  // Remembers it for what the command leads to. Whether note_order() is to follow.
  bool note_trace(const inventory::Command& command);
  // The order that `place` led to is remembered as well: what becomes of it by itself belongs to its trace.
  void note_order(const inventory::PlaceOrder& place, const inventory::Answer& answer);

  // The rate limits: what to tell of a request that is one too many. The buyer is that of the order which was appended
  // last; what is left for it goes to `told`.
  std::optional<Problem> rate_problem(const RateLimits::Verdict& verdict) const;
  std::optional<Problem> limit_address(const HttpRequest& request, const core::Submission& submission);
  std::optional<Problem> limit_key(const Call& call, const core::Submission& submission);
  std::optional<Problem> limit_buyer(const core::Submission& submission, RateStanding& told);
  void tell_standing(Routed& routed) const;

  // The checks of a body's head and of its JSON, which fill in `call`.
  std::optional<Problem> check_body(Call& call);
  // What to tell of a request that `problem` was found in: a body that isn't JSON after all comes first.
  Problem first_problem(Call& call, Problem problem);
  // Appends a command that is good, and perhaps one that is not.
  std::optional<Problem> append_write(const Call& call, core::Submission& submission);
  std::optional<Problem> append_batch_entry(const Call& call, simdjson::dom::element entry, std::size_t index,
                                            core::Submission& submission);
  std::optional<Problem> append_cancel(const Call& call, core::Submission& submission);
  std::optional<Problem> append_forget(const Call& call, core::Submission& submission);
  std::optional<Problem> name_order(std::string_view text, inventory::OrderNumber& into);

  ServerState& server;
  const core::OrderIds& ids;
  JsonParser parser;
  CommandReader commands;
  std::shared_ptr<const AccessTable> access;
  Verifier verifier;
  RateStanding standing;  // of the request that is being routed, as is:
  Asked asked;
  std::mt19937_64 spans{std::random_device()()};
};

[[nodiscard]] inline Problem invalid_request(std::string detail) {
  return Problem{.code = ProblemCode::invalid_request, .detail = std::move(detail)};
}

// Reads the id that the path has for `name`.
template <class Id>
[[nodiscard]] std::optional<Problem> read_path_id(std::string_view name, std::string_view text, Id& into) {
  const auto parsed = Id::parse(text);
  if (!parsed) {
    return invalid_request("`" + std::string(name) + "` in the path " + std::string(ShapeReader::id_rule) + ".");
  }
  into = *parsed;
  return std::nullopt;
}

}  // namespace doorbuster::net
