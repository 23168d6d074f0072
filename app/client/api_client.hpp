// The HTTP API asked by a person's command: answers as JSON, problems as sentences, and what may be tried again tried
// again.
#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "app/client/http_session.hpp"
#include "app/client/outcome.hpp"

namespace doorbuster::app {

struct ApiAnswer {
  int status = 0;          // 2xx
  boost::json::value json;
  std::string body;        // the same as it came
  bool replayed = false;
  std::string position;    // X-Journal-Position; empty: the answer has none
};

// What becomes of a request whose answer never came. All that the API has can be sent again without a second effect,
// but for moves that a second time meet the status that the first has left.
enum class Repeatable : bool { no, yes };

// Percent-encodes what stands between two slashes, or after a "=", of a path.
[[nodiscard]] std::string url_encoded(std::string_view text);

// How a problem, or whatever else a server answered instead of a 2xx, is told.
[[nodiscard]] Fault fault_of(const HttpAnswer& answer, const std::string& url);
// How it is told that there was no answer.
[[nodiscard]] Fault fault_of(const NoAnswer& none, const std::string& url);

class ApiClient {
 public:
  explicit ApiClient(ServerAccess access) : session_(std::move(access)) {}

  // The answer with a 2xx, or a fault. Within the timeout a request is sent again, with the same key, where the server
  // says 429 or 503 and when to come again, and, if it is repeatable, where the connection was lost; each time a line
  // on stderr says so.
  [[nodiscard]] Outcome<ApiAnswer> ask(const HttpCall& call, Repeatable repeatable = Repeatable::yes);
  // The same for what isn't JSON.
  [[nodiscard]] Outcome<HttpAnswer> ask_text(const HttpCall& call, Repeatable repeatable = Repeatable::yes);
  [[nodiscard]] Outcome<ApiAnswer> get(const std::string& path) { return ask({.path = path}); }

  [[nodiscard]] HttpSession& session() { return session_; }

 private:
  HttpSession session_;
};

// Resolves the access and hands `run` a client; complains of a fault, and gives its exit code.
[[nodiscard]] ExitCode with_server(const ServerFlags& flags, const std::function<Outcome<void>(ApiClient&)>& run);

}  // namespace doorbuster::app
