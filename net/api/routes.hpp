// The table of endpoints: which method at which path means what, and what of a request it takes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "net/access/role.hpp"
#include "net/http/target.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

enum class Endpoint : std::uint8_t {
  place_order,
  place_batch,
  list_orders,
  read_order,
  pay_order,
  cancel_order,
  put_sku,
  read_sku,
  adjust_stock,
  put_sale,
  list_sales,
  read_sale,
  forget_buyer,
  events,
  live,
  livez,
  readyz,
  metrics,
  openapi,
  docs,
  problem_index,
  problem_page,
  board_page,
  board_file,
};

enum class Body : std::uint8_t { none, optional, required };

struct Route {
  std::string_view pattern;  // a segment in braces takes whatever non-empty segment stands there; at most one
  Method method = Method::get;
  Endpoint endpoint{};
  Permission permission{};  // what the caller needs leave for
  Body body = Body::none;
  bool needs_key = false;  // Idempotency-Key
};

// Routes of one pattern stand together, and a pattern without a parameter before one that would match it too.
[[nodiscard]] std::span<const Route> all_routes();

struct RouteMatch {
  std::span<const Route> resource;  // all routes of the path's pattern: empty if nothing is at this path
  const Route* route = nullptr;     // the one for the method, HEAD as GET; null if there is none
  std::string_view parameter;       // what stands where the pattern has braces; a view of the target
};
[[nodiscard]] RouteMatch match_route(const Target& target, Method method);

// Whether a request with this head carries a batch of orders, whose body may be longer than others.
[[nodiscard]] bool takes_batch(Method method, std::string_view target);

// "GET, HEAD, OPTIONS, PUT": for the Allow field.
[[nodiscard]] std::string_view allowed_methods(std::span<const Route> resource);
inline constexpr std::string_view all_methods = "GET, HEAD, OPTIONS, POST, PUT";

}  // namespace doorbuster::net
