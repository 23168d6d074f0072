// The one answer of a server that is starting.
#include "net/starting.hpp"

#include "net/operator_pages.hpp"
#include "net/problem.hpp"
#include "net/routes.hpp"

namespace doorbuster::net {

HttpResponse answer_while_starting(const HttpRequest& request) {
  const Target target(request.target);
  const RouteMatch match = match_route(target, request.method);
  if (match.route != nullptr && match.route->endpoint == Endpoint::livez) return livez();
  return render_problem({.code = ProblemCode::not_ready,
                         .detail = "The server is starting: it replays its journal, and then takes requests."});
}

}  // namespace doorbuster::net
