// The one answer of a server that is starting.
#include "net/api/starting.hpp"

#include "net/api/routes.hpp"
#include "net/http/problem.hpp"
#include "net/pages/operator_pages.hpp"

namespace doorbuster::net {

HttpResponse answer_while_starting(const HttpRequest& request) {
  const Target target(request.target);
  const RouteMatch match = match_route(target, request.method);
  if (match.route != nullptr && match.route->endpoint == Endpoint::livez) return livez();
  return render_problem({.code = ProblemCode::not_ready,
                         .detail = "The server is starting: it replays its journal, and then takes requests."});
}

}  // namespace doorbuster::net
