// Problems (RFC 9457): every error that the server can answer, once: its code, status, title, and the page that
// explains it at /problems/....
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "inventory/inventory.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

enum class ProblemCode : std::uint8_t {
  // framing, known to the connection
  invalid_http,
  request_timeout,
  body_too_large,
  uri_too_long,
  expectation_failed,
  header_too_large,
  // before the operation
  not_found,
  method_not_allowed,
  unauthorized,
  forbidden,
  unsupported_media_type,
  idempotency_key_missing,
  idempotency_key_invalid,
  invalid_json,
  invalid_request,
  rate_limited,
  // operations
  idempotency_key_reused,
  sku_not_found,
  sale_not_found,
  sku_not_in_sale,
  order_not_found,
  sale_not_started,
  sale_ended,
  order_in_flight,
  limit_reached,
  sold_out,
  insufficient_stock,
  out_of_range,
  sale_started,
  already_paid,
  amount_mismatch,
  hold_expired,
  wrong_status,
  events_gone,
  capacity_reached,
  // the server's own state
  overloaded,
  not_ready,
  not_durable,
  internal_error,
};
inline constexpr std::size_t problem_codes = static_cast<std::size_t>(ProblemCode::internal_error) + 1;

struct ProblemKind {
  ProblemCode code;
  std::string_view name;  // "sold_out"; its page is /problems/sold-out
  int status;
  std::string_view title;
  std::string_view page;  // what it means and what to do, for people: a few plain sentences
};
[[nodiscard]] const ProblemKind& kind_of(ProblemCode code);
[[nodiscard]] std::span<const ProblemKind> all_problems();

// "sold_out" -> "/problems/sold-out": what `type` says, and where the page is.
[[nodiscard]] std::string problem_path(const ProblemKind& kind);

inline constexpr std::int64_t default_retry_after_seconds = 1;

// One occurrence.
struct Problem {
  ProblemCode code = ProblemCode::internal_error;
  std::string detail{};  // a sentence; empty: the title says it all
  std::optional<std::string> sku{};
  std::optional<std::string> order{};                 // order_in_flight: the id of the one that is held
  std::optional<inventory::OrderStatus> order_status{};
  std::optional<std::int64_t> retry_after_seconds{};  // 503 says default_retry_after_seconds where it is absent
  std::optional<std::uint64_t> oldest_position{};     // events_gone
  std::string_view allow{};                           // method_not_allowed
  std::string_view authenticate{};                    // unauthorized, forbidden: the challenge (RFC 6750 section 3)
  std::string_view rate_limit{};                      // rate_limited: which limit
  std::string rate_policy{};                          // rate_limited: the value of RateLimit-Policy
};

[[nodiscard]] HttpResponse render_problem(const Problem& problem);
// The problem's JSON alone, as a batch carries it.
void append_problem_json(std::string& out, const Problem& problem);
// All of it but `order`: an order's id is told by who knows ids.
[[nodiscard]] Problem problem_of(const inventory::Rejection& rejection);

}  // namespace doorbuster::net
