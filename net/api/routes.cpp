// The routes themselves, and finding one.
#include "net/api/routes.hpp"

#include <algorithm>
#include <array>

namespace doorbuster::net {
namespace {

constexpr std::string_view batch_path = "/v1/orders/batch";

constexpr auto table = std::to_array<Route>({
    {"/v1/orders", Method::post, Endpoint::place_order, Permission::order, Body::required, true},
    {"/v1/orders", Method::get, Endpoint::list_orders, Permission::read},
    {batch_path, Method::post, Endpoint::place_batch, Permission::order, Body::required},
    {"/v1/orders/{order}", Method::get, Endpoint::read_order, Permission::read},
    {"/v1/orders/{order}/pay", Method::post, Endpoint::pay_order, Permission::order, Body::required},
    {"/v1/orders/{order}/cancel", Method::post, Endpoint::cancel_order, Permission::order, Body::optional},
    {"/v1/skus/{sku}", Method::put, Endpoint::put_sku, Permission::manage, Body::required},
    {"/v1/skus/{sku}", Method::get, Endpoint::read_sku, Permission::read},
    {"/v1/skus/{sku}/stock", Method::post, Endpoint::adjust_stock, Permission::manage, Body::required, true},
    {"/v1/sales", Method::get, Endpoint::list_sales, Permission::read},
    {"/v1/sales/{sale}", Method::put, Endpoint::put_sale, Permission::manage, Body::required},
    {"/v1/sales/{sale}", Method::get, Endpoint::read_sale, Permission::read},
    {"/v1/buyers/{buyer}/forget", Method::post, Endpoint::forget_buyer, Permission::manage, Body::optional},
    {"/v1/events", Method::get, Endpoint::events, Permission::read},
    {"/v1/live", Method::get, Endpoint::live, Permission::read},
    {"/livez", Method::get, Endpoint::livez, Permission::open},
    {"/readyz", Method::get, Endpoint::readyz, Permission::open},
    {"/metrics", Method::get, Endpoint::metrics, Permission::metrics},
    {"/openapi.json", Method::get, Endpoint::openapi, Permission::open},
    {"/docs", Method::get, Endpoint::docs, Permission::open},
    {"/problems", Method::get, Endpoint::problem_index, Permission::open},
    {"/problems/{problem}", Method::get, Endpoint::problem_page, Permission::open},
    {"/", Method::get, Endpoint::board_page, Permission::open},
    {"/board/{file}", Method::get, Endpoint::board_file, Permission::open},
});

// Whether `pattern` takes the segments; `parameter` gets what stands in its braces.
bool matches(std::string_view pattern, std::span<const std::string_view> segments, std::string_view& parameter) {
  if (pattern == "/") return segments.empty();
  for (const std::string_view segment : segments) {
    if (pattern.empty()) return false;
    pattern.remove_prefix(1);
    const std::string_view wanted = pattern.substr(0, pattern.find('/'));
    pattern.remove_prefix(wanted.size());
    if (wanted.front() == '{') {
      if (segment.empty()) return false;
      parameter = segment;
    } else if (wanted != segment) {
      return false;
    }
  }
  return pattern.empty();
}

bool takes(std::span<const Route> resource, Method method) {
  return std::ranges::any_of(resource, [&](const Route& route) { return route.method == method; });
}

}  // namespace

std::span<const Route> all_routes() { return table; }

RouteMatch match_route(const Target& target, Method method) {
  RouteMatch match;
  if (!target.segments()) return match;
  const auto begins = std::ranges::find_if(
      table, [&](const Route& route) { return matches(route.pattern, *target.segments(), match.parameter); });
  const auto ends = std::find_if(begins, table.end(), [&](const Route& r) { return r.pattern != begins->pattern; });
  match.resource = {begins, ends};
  const Method wanted = method == Method::head ? Method::get : method;
  const auto route = std::ranges::find(match.resource, wanted, &Route::method);
  if (route != match.resource.end()) match.route = &*route;
  return match;
}

// An escape in the path is rare, and taking it apart takes memory.
bool takes_batch(Method method, std::string_view target) {
  if (method != Method::post) return false;
  const std::string_view path = target.substr(0, target.find('?'));
  if (path.find('%') == std::string_view::npos) return path == batch_path;
  const RouteMatch match = match_route(Target(path), method);
  return match.route != nullptr && match.route->endpoint == Endpoint::place_batch;
}

std::string_view allowed_methods(std::span<const Route> resource) {
  const bool get = takes(resource, Method::get);
  if (takes(resource, Method::post)) return get ? "GET, HEAD, OPTIONS, POST" : "OPTIONS, POST";
  if (takes(resource, Method::put)) return get ? "GET, HEAD, OPTIONS, PUT" : "OPTIONS, PUT";
  return "GET, HEAD, OPTIONS";
}

}  // namespace doorbuster::net
