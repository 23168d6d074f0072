// Sorts answers by what the contract says of their status.
#include "loadtest/verdict.hpp"

#include "loadtest/wire.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr unsigned too_many_requests = 429;

Verdict unreadable(std::string detail) {
  Verdict verdict{.kind = VerdictKind::unreadable, .order = {}, .replayed = false, .problem = {}, .retry_after = {}};
  verdict.problem.detail = std::move(detail);
  return verdict;
}

}  // namespace

Verdict judge(const Exchange& exchange) {
  Verdict verdict;
  if (!exchange) return verdict;
  verdict.retry_after = exchange->retry_after;
  verdict.replayed = exchange->replayed;
  const unsigned status = exchange->status;
  if (status >= 500 || status == too_many_requests) return verdict;
  if (status >= 200 && status < 300) {
    verdict.kind = VerdictKind::done;
    return verdict;
  }
  Outcome<ProblemView> problem = read_problem(exchange->body);
  if (!problem) return unreadable(problem.error().sentence);
  if (status < 400) return unreadable("The server's answer is neither a success nor a refusal.");
  verdict.kind = VerdictKind::refused;
  verdict.problem = std::move(*problem);
  return verdict;
}

Verdict judge_order(const Exchange& exchange) {
  Verdict verdict = judge(exchange);
  if (verdict.kind != VerdictKind::done) return verdict;
  Outcome<OrderView> order = read_order(exchange->body);
  if (!order) return unreadable(order.error().sentence);
  verdict.order = std::move(*order);
  return verdict;
}

}  // namespace doorbuster::loadtest
