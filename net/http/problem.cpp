// Problems as JSON and as responses, and what each of the inventory's rejections is called in the contract.
#include "net/http/problem.hpp"

#include "net/json/json_writer.hpp"
#include "net/json/words.hpp"

namespace doorbuster::net {
namespace {

using inventory::Reason;

constexpr int service_unavailable = 503;

ProblemCode code_of(Reason reason) {
  switch (reason) {
    case Reason::key_reused:
      return ProblemCode::idempotency_key_reused;
    case Reason::sku_not_found:
      return ProblemCode::sku_not_found;
    case Reason::sale_not_found:
      return ProblemCode::sale_not_found;
    case Reason::sku_not_in_sale:
      return ProblemCode::sku_not_in_sale;
    case Reason::order_not_found:
      return ProblemCode::order_not_found;
    case Reason::total_out_of_bounds:
      return ProblemCode::invalid_request;
    case Reason::sale_not_started:
      return ProblemCode::sale_not_started;
    case Reason::sale_ended:
      return ProblemCode::sale_ended;
    case Reason::order_in_flight:
      return ProblemCode::order_in_flight;
    case Reason::limit_reached:
      return ProblemCode::limit_reached;
    case Reason::sold_out:
      return ProblemCode::sold_out;
    case Reason::insufficient_stock:
      return ProblemCode::insufficient_stock;
    case Reason::out_of_range:
      return ProblemCode::out_of_range;
    case Reason::sale_started:
      return ProblemCode::sale_started;
    case Reason::already_paid:
      return ProblemCode::already_paid;
    case Reason::amount_mismatch:
      return ProblemCode::amount_mismatch;
    case Reason::hold_expired:
      return ProblemCode::hold_expired;
    case Reason::wrong_status:
      return ProblemCode::wrong_status;
    case Reason::capacity_reached:
      return ProblemCode::capacity_reached;
  }
  return ProblemCode::internal_error;
}

std::string detail_of(const inventory::Rejection& rejection) {
  if (*rejection.detail != '\0') return rejection.detail;
  const std::string sku = rejection.sku ? std::string(rejection.sku->view()) : std::string();
  switch (rejection.reason) {
    case Reason::total_out_of_bounds:
      return "The total of `items` would pass 10^18.";
    case Reason::sold_out:
      return "Fewer units of " + sku + " are left than the order asks for.";
    case Reason::order_in_flight:
      return "An order of this buyer is held in this sale; once its hold has ended, another may be placed.";
    case Reason::limit_reached:
      return "The order would take this buyer over the limit for " + sku + ".";
    case Reason::sku_not_in_sale:
      return "The sale does not sell " + sku + ".";
    case Reason::wrong_status:
      return rejection.order_status ? "The order is " + std::string(word(*rejection.order_status)) + "." : "";
    default:
      return {};
  }
}

// Whether the contract wants a Retry-After: the seconds it names.
std::optional<std::int64_t> retry_after(const Problem& problem, const ProblemKind& kind) {
  if (problem.retry_after_seconds) return problem.retry_after_seconds;
  const bool wanted = kind.status == service_unavailable || problem.code == ProblemCode::sale_not_started ||
                      problem.code == ProblemCode::rate_limited;
  return wanted ? std::optional(default_retry_after_seconds) : std::nullopt;
}

}  // namespace

void append_problem_json(std::string& out, const Problem& problem) {
  const ProblemKind& kind = kind_of(problem.code);
  JsonWriter json(out);
  json.begin_object();
  json.key("type");
  json.plain(problem_path(kind));
  json.member("title", kind.title);
  json.member("status", kind.status);
  json.member("detail", problem.detail.empty() ? kind.title : std::string_view(problem.detail));
  json.key("code");
  json.plain(kind.name);
  if (problem.sku) json.member("sku", std::string_view(*problem.sku));
  if (problem.order) json.member("order", std::string_view(*problem.order));
  if (problem.order_status) json.member("order_status", word(*problem.order_status));
  if (problem.oldest_position) json.member("oldest_position", *problem.oldest_position);
  if (!problem.rate_limit.empty()) {
    json.member("limit", problem.rate_limit);
    json.member("retry_after_seconds", *retry_after(problem, kind));
  }
  json.end_object();
}

HttpResponse render_problem(const Problem& problem) {
  const ProblemKind& kind = kind_of(problem.code);
  HttpResponse response;
  response.status = kind.status;
  response.content_type = "application/problem+json";
  response.problem = kind.name;
  if (!problem.allow.empty()) response.fields.emplace_back("Allow", problem.allow);
  if (!problem.authenticate.empty()) response.fields.emplace_back("WWW-Authenticate", problem.authenticate);
  if (!problem.rate_policy.empty()) response.fields.emplace_back("RateLimit-Policy", problem.rate_policy);
  if (const auto seconds = retry_after(problem, kind)) {
    response.fields.emplace_back("Retry-After", std::to_string(*seconds));
  }
  append_problem_json(response.body, problem);
  return response;
}

Problem problem_of(const inventory::Rejection& rejection) {
  Problem problem{.code = code_of(rejection.reason), .detail = detail_of(rejection)};
  if (rejection.sku) problem.sku = std::string(rejection.sku->view());
  problem.order_status = rejection.order_status;
  problem.retry_after_seconds = rejection.retry_after_seconds;
  return problem;
}

}  // namespace doorbuster::net
