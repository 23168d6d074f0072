// The rate limits within one request's way: what they refuse, and what answers tell of them.
#include "net/api/api_impl.hpp"

namespace doorbuster::net {
namespace {

std::string_view sender_of(RateLimit limit) {
  switch (limit) {
    case RateLimit::address:
      return "from this address";
    case RateLimit::key:
      return "with this API key";
    case RateLimit::buyer:
      return "for this buyer";
  }
  return {};
}

}  // namespace

std::optional<Problem> Api::Impl::rate_problem(const RateLimits::Verdict& verdict) const {
  if (!verdict) return std::nullopt;
  Problem problem{.code = ProblemCode::rate_limited};
  problem.detail.append("More requests come ").append(sender_of(verdict->limit));
  problem.detail.append(" than the server takes; it takes the next in ");
  problem.detail.append(std::to_string(verdict->retry_after_seconds)).append(" s.");
  problem.retry_after_seconds = verdict->retry_after_seconds;
  problem.rate_limit = word(verdict->limit);
  problem.rate_policy = server.limits->policy(verdict->limit);
  return problem;
}

std::optional<Problem> Api::Impl::limit_address(const HttpRequest& request, const core::Submission& submission) {
  if (server.limits == nullptr) return std::nullopt;
  return rate_problem(server.limits->take_for_address(request, submission.times.received, standing));
}

std::optional<Problem> Api::Impl::limit_key(const Call& call, const core::Submission& submission) {
  if (server.limits == nullptr || call.route.endpoint == Endpoint::metrics) return std::nullopt;
  return rate_problem(server.limits->take_for_key(call.caller.key, submission.times.received, standing));
}

std::optional<Problem> Api::Impl::limit_buyer(const core::Submission& submission, RateStanding& told) {
  if (server.limits == nullptr) return std::nullopt;
  const auto& order = std::get<inventory::PlaceOrder>(std::get<inventory::Command>(submission.requests.back()));
  return rate_problem(server.limits->take_for_buyer(order.merchant, order.buyer, submission.times.received, told));
}

void Api::Impl::tell_standing(Routed& routed) const {
  if (!standing.counted()) return;
  if (auto* response = std::get_if<HttpResponse>(&routed)) {
    add_rate_limit(*response, standing);
  } else if (auto* pending = std::get_if<Pending>(&routed)) {
    pending->standing = standing;
  } else if (auto* feed = std::get_if<FeedRequest>(&routed)) {
    feed->standing = standing;
  } else {
    std::get<LiveRequest>(routed).standing = standing;
  }
}

void Api::count_bad_request(const ClientAddress& peer, std::int64_t now_ns) {
  if (impl_->server.limits != nullptr) impl_->server.limits->count_bad_request(peer, now_ns);
}

void add_rate_limit(HttpResponse& response, const RateStanding& standing) {
  if (standing.counted()) response.fields.emplace_back("RateLimit", standing.text());
}

}  // namespace doorbuster::net
