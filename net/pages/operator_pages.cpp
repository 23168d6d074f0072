// Health, the published contract, and the pages for people.
#include "net/pages/operator_pages.hpp"

#include <algorithm>
#include <array>

#include "net/embedded.hpp"
#include "net/http/problem.hpp"
#include "net/pages/html.hpp"

namespace doorbuster::net {
namespace {

using core::EngineStatus;

constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr std::string_view text_type = "text/plain; charset=utf-8";
// Pages bring their own style and script, fetch from this server alone, and nobody may frame them.
constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// They are other pages with the next version.
constexpr std::string_view asked_for_anew = "no-cache";

HttpResponse page(std::string_view title, std::string_view content, std::string_view script = {}) {
  const std::string escaped_title = escape_html(title);
  const std::array<Slot, 5> slots{{{"title", escaped_title},
                                   {"style", embedded::style_css},
                                   {"content", content},
                                   {"script", script},
                                   {"version", DOORBUSTER_VERSION}}};
  HttpResponse response;
  response.content_type = html_type;
  response.fields.emplace_back("Cache-Control", asked_for_anew);
  response.fields.emplace_back("Content-Security-Policy", page_policy);
  response.fields.emplace_back("X-Content-Type-Options", "nosniff");
  response.body = fill(embedded::shell_html, slots);
  return response;
}

std::string row(const ProblemKind& kind) {
  return "<tr><td><a href=\"" + problem_path(kind) + "\"><code>" + escape_html(kind.name) + "</code></a></td><td>" +
         std::to_string(kind.status) + "</td><td>" + escape_html(kind.title) + "</td></tr>\n";
}

}  // namespace

std::string not_ready_reason(const ServerState& server) {
  switch (server.engine.status()) {
    case EngineStatus::running:
      break;
    case EngineStatus::stopping:
      return "The server is finishing what it has received, and then ends.";
    case EngineStatus::stopped:
      return "The engine has stopped.";
    case EngineStatus::failed:
      return "The journal can't be written: " + server.engine.failure();
  }
  if (server.opening) return "The server is opening.";
  return server.draining ? "The server is draining and takes no new connections." : "";
}

HttpResponse livez() {
  HttpResponse response{.content_type = text_type};
  response.body = "alive\n";
  return response;
}

HttpResponse readyz(const ServerState& server) {
  std::string reason = not_ready_reason(server);
  if (!reason.empty()) return render_problem({.code = ProblemCode::not_ready, .detail = std::move(reason)});
  HttpResponse response{.content_type = text_type};
  response.body = "ready\n";
  return response;
}

HttpResponse openapi_document() {
  HttpResponse response;
  response.fields.emplace_back("Cache-Control", asked_for_anew);
  response.lasting_body = embedded::openapi_json;
  return response;
}

HttpResponse docs_page() { return page("Doorbuster: its HTTP API", embedded::docs_html, embedded::docs_js); }

HttpResponse problem_index_page() {
  std::string content =
      "<h1>Problems</h1>\n<p>Every error that this server can answer. An error's <code>type</code> links here.</p>\n"
      "<table>\n<tr><th>Code</th><th>Status</th><th>Title</th></tr>\n";
  for (const ProblemKind& kind : all_problems()) content += row(kind);
  return page("Problems", content + "</table>\n");
}

HttpResponse problem_page(std::string_view name) {
  const std::string path = "/problems/" + std::string(name);
  const auto kinds = all_problems();
  const auto kind = std::ranges::find(kinds, path, problem_path);
  if (kind == kinds.end()) return render_problem({.code = ProblemCode::not_found});
  const std::string content = "<p class=\"eyebrow\">Status " + std::to_string(kind->status) + " · <code>" +
                              escape_html(kind->name) + "</code></p>\n<h1>" + escape_html(kind->title) + "</h1>\n<p>" +
                              escape_html(kind->page) + "</p>\n<p><a href=\"/problems\">All problems</a></p>\n";
  return page(kind->title, content);
}

}  // namespace doorbuster::net
