// Which request becomes what: the contract's checks in their order, then a query for the engine, the event feed, or a
// page. What has a body goes on in api_writes.cpp.
#include "net/api/api_impl.hpp"
#include "net/api/live_figures.hpp"
#include "net/api/read_queries.hpp"
#include "net/api/render_answers.hpp"
#include "net/http/media_type.hpp"
#include "net/pages/board_page.hpp"
#include "net/pages/metrics_page.hpp"
#include "net/pages/operator_pages.hpp"

namespace doorbuster::net {
namespace {

HttpResponse no_content(std::string_view allow) {
  HttpResponse response{.status = 204, .content_type = {}};
  response.fields.emplace_back("Allow", allow);
  return response;
}

constexpr std::string_view event_stream_type = "text/event-stream";

HttpResponse head_of_stream() { return {.content_type = event_stream_type, .endless = true}; }

// Whoever watches the server: never limited, since a server that seems dead would be restarted in the rush.
bool is_probe(const RouteMatch& match) {
  if (match.resource.empty()) return false;
  const Endpoint endpoint = match.resource.front().endpoint;
  return endpoint == Endpoint::livez || endpoint == Endpoint::readyz;
}

Pending append_query(core::Submission& submission, inventory::Query query) {
  submission.requests.emplace_back(std::move(query));
  return Pending{.first = submission.requests.size() - 1};
}

}  // namespace

Routed Api::Impl::route(const HttpRequest& request, core::Submission& submission) {
  const Target target(request.target);
  const RouteMatch match = match_route(target, request.method);
  if (!match.resource.empty()) asked.route = match.resource.front().pattern;
  if (!is_probe(match)) {
    if (const auto problem = limit_address(request, submission)) return render_problem(*problem);
  }
  if (request.target == "*" && request.method == Method::options) return no_content(all_methods);
  if (match.resource.empty()) return render_problem({.code = ProblemCode::not_found});
  const std::string_view allowed = allowed_methods(match.resource);
  if (request.method == Method::options) return no_content(allowed);
  if (!match.route) return render_problem({.code = ProblemCode::method_not_allowed, .allow = allowed});

  Call call{request, target, *match.route, match.parameter, {}};
  if (const auto problem = admit(request, match.route->permission, call.caller)) return render_problem(*problem);
  if (const auto problem = limit_key(call, submission)) return render_problem(*problem);
  return match.route->body == Body::none ? read(call, submission) : write(call, submission);
}

std::optional<Problem> Api::Impl::admit(const HttpRequest& request, Permission permission, Caller& caller) {
  if (permission == Permission::open) return std::nullopt;
  auto identified = identify(request, access.get(), verifier);
  if (auto* refused = std::get_if<Refused>(&identified)) {
    count(refused->why);
    return std::move(refused->problem);
  }
  caller = std::get<Caller>(identified);
  asked.key = caller.key;
  auto problem = check_permission(caller, permission);
  if (problem) count(Distrust::role);
  return problem;
}

Routed Api::Impl::read(const Call& call, core::Submission& submission) {
  if (call.route.endpoint == Endpoint::events) return feed(call);
  if (call.route.endpoint == Endpoint::list_orders) {
    auto list = read_list_orders(call.target.query(), ids);
    if (auto* fault = std::get_if<std::string>(&list)) return render_problem(invalid_request(std::move(*fault)));
    auto& query = std::get<inventory::ListOrders>(list);
    query.merchant = call.caller.merchant;
    return append_query(submission, std::move(query));
  }
  if (call.route.endpoint == Endpoint::list_sales) {
    auto list = read_list_sales(call.target.query());
    if (auto* fault = std::get_if<std::string>(&list)) return render_problem(invalid_request(std::move(*fault)));
    auto& query = std::get<inventory::ListSales>(list);
    query.merchant = call.caller.merchant;
    return append_query(submission, query);
  }

  if (auto fault = read_query(call.target.query(), {})) return render_problem(invalid_request(std::move(*fault)));
  switch (call.route.endpoint) {
    case Endpoint::read_sku: {
      inventory::ReadSku query{call.caller.merchant, {}};
      if (auto problem = read_path_id("sku", call.parameter, query.sku)) return render_problem(*problem);
      return append_query(submission, query);
    }
    case Endpoint::read_sale: {
      inventory::ReadSale query{call.caller.merchant, {}};
      if (auto problem = read_path_id("sale", call.parameter, query.sale)) return render_problem(*problem);
      return append_query(submission, query);
    }
    case Endpoint::read_order: {
      inventory::ReadOrder query{call.caller.merchant, {}};
      if (auto problem = name_order(call.parameter, query.order)) return render_problem(*problem);
      return append_query(submission, query);
    }
    case Endpoint::live:
      return live(call, submission);
    case Endpoint::livez:
      return livez();
    case Endpoint::readyz:
      return readyz(server);
    case Endpoint::metrics:
      return metrics_page(server, call.caller.merchant, call.request.accept.value_or(std::string_view()));
    case Endpoint::openapi:
      return openapi_document();
    case Endpoint::docs:
      return docs_page();
    case Endpoint::problem_index:
      return problem_index_page();
    case Endpoint::problem_page:
      return problem_page(call.parameter);
    case Endpoint::board_page:
      return board_page();
    case Endpoint::board_file:
      return board_file(call.parameter, call.request.accept_encoding.value_or(std::string_view()));
    default:
      return render_problem({.code = ProblemCode::internal_error});
  }
}

Routed Api::Impl::feed(const Call& call) {
  auto read = read_feed_request(call.target.query(), call.request.last_event_id);
  if (auto* fault = std::get_if<std::string>(&read)) return render_problem(invalid_request(std::move(*fault)));
  auto& feed = std::get<FeedRequest>(read);
  feed.merchant = call.caller.merchant;
  feed.key = call.caller.key;
  feed.stream = call.request.accept && accepts(*call.request.accept, event_stream_type);
  // Of a stream, a HEAD shows the type alone: its body would never end.
  if (feed.stream && call.request.method == Method::head) return head_of_stream();
  return feed;
}

Routed Api::Impl::live(const Call& call, core::Submission& submission) {
  const Caller& caller = call.caller;
  if (call.request.accept && accepts(*call.request.accept, event_stream_type)) {
    if (call.request.method == Method::head) return head_of_stream();
    return LiveRequest{.merchant = caller.merchant, .role = caller.role, .key = std::string(caller.key)};
  }
  Pending pending = append_query(submission, inventory::WatchSales{caller.merchant});
  pending.shape = Pending::Shape::live;
  pending.role = caller.role;
  return pending;
}

std::optional<Problem> Api::Impl::name_order(std::string_view text, inventory::OrderNumber& into) {
  const auto order = ids.parse(text);
  if (!order) return Problem{.code = ProblemCode::order_not_found};
  into = *order;
  return std::nullopt;
}

Api::Api(ServerState& server, std::shared_ptr<const AccessTable> access)
    : impl_(std::make_unique<Impl>(server, std::move(access))) {}
Api::~Api() = default;

void Api::change_access(std::shared_ptr<const AccessTable> access) { impl_->access = std::move(access); }

bool Api::draining() const { return impl_->server.draining; }

Routed Api::route(const HttpRequest& request, core::Submission& submission) {
  impl_->standing = {};
  impl_->asked = {};
  impl_->read_trace(request);
  Routed routed = impl_->route(request, submission);
  impl_->tell_standing(routed);
  return routed;
}

const Asked& Api::asked() const { return impl_->asked; }

HttpResponse Api::render(const Pending& pending, const core::Submission& submission) {
  const auto answers = std::span(submission.answers).subspan(pending.first, pending.count);
  HttpResponse response;
  switch (pending.shape) {
    case Pending::Shape::single:
      if (pending.traced) {
        const auto& command = std::get<inventory::Command>(submission.requests[pending.first]);
        impl_->note_order(std::get<inventory::PlaceOrder>(command), answers.front());
      }
      response = render_answer(submission.requests[pending.first], answers.front(), impl_->ids);
      break;
    case Pending::Shape::batch:
      response = render_batch(pending.entries, answers, impl_->ids);
      break;
    case Pending::Shape::live:
      response.body = live_figures(std::get<inventory::SalesWatch>(answers.front().body), pending.role, impl_->server);
      break;
  }
  add_rate_limit(response, pending.standing);
  return response;
}

}  // namespace doorbuster::net
