// Trying again, and sentences.
#include "app/client/api_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <chrono>
#include <optional>
#include <thread>

#include "app/client/wording.hpp"
#include "app/console.hpp"

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto first_pause = 200ms;
constexpr int tries_max = 10;
constexpr std::size_t foreign_body_shown_max = 200;

bool is_busy(const HttpAnswer& answer) { return (answer.status == 429 || answer.status == 503) && answer.retry_after; }

// What of it a person would have to know besides the sentence.
std::string hint_for(const std::string& code) {
  if (code == "unauthorized") return " Name a key with --api-key-file, or DOORBUSTER_KEY.";
  if (code == "not_durable") return " Whether it was done shows once the server has started again: try again then.";
  return {};
}

std::string printable(std::string_view text) {
  std::string shown(text.substr(0, foreign_body_shown_max));
  std::ranges::replace_if(shown, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return shown;
}

Fault foreign_answer(const HttpAnswer& answer, const std::string& url) {
  return {.code = ExitCode::unavailable,
          .sentence = fmt::format("{} answered {}, but not as Doorbuster does: {}", url, answer.status,
                                  printable(answer.body))};
}

// How long to wait before the next try; nothing if there is to be none.
std::optional<std::chrono::milliseconds> pause_after(const HttpExchange& exchange, Repeatable repeatable, int tries) {
  if (tries >= tries_max) return std::nullopt;
  const auto growing = first_pause * (1 << std::min(tries, 4));
  if (exchange) {
    if (!is_busy(*exchange)) return std::nullopt;
    return std::max<std::chrono::milliseconds>(*exchange->retry_after, first_pause);
  }
  // Who isn't there at all is told at once; a connection that was lost in the middle is made again.
  const bool again = exchange.error().sent && repeatable == Repeatable::yes;
  return again ? std::optional(growing) : std::nullopt;
}

}  // namespace

std::string url_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
                       c == '_' || c == '-' || c == '~' || c == ':';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

Fault fault_of(const HttpAnswer& answer, const std::string& url) {
  boost::system::error_code error;
  const auto parsed = boost::json::parse(answer.body, error);
  const auto* problem = error ? nullptr : parsed.if_object();
  const std::string code = problem == nullptr ? "" : text_of(*problem, "code");
  if (code.empty()) return foreign_answer(answer, url);

  std::string sentence = text_of(*problem, "detail");
  if (sentence.empty()) sentence = text_of(*problem, "title");
  if (!sentence.ends_with('.')) sentence += '.';
  const bool no_fault_of_the_request = answer.status == 429 || answer.status >= 500;
  return {.code = no_fault_of_the_request ? ExitCode::unavailable : ExitCode::refused,
          .sentence = fmt::format("{} ({} {}; {}{} explains it){}", sentence, answer.status, code, url,
                                  text_of(*problem, "type"), hint_for(code)),
          .problem = code};
}

Fault fault_of(const NoAnswer& none, const std::string& url) {
  if (!none.sent) {
    const bool distrusted = none.why.find("certificate") != std::string::npos;
    return {.code = ExitCode::unavailable,
            .sentence = fmt::format("{} can't be reached: {}. {}", url, none.why,
                                    distrusted ? "Is it to be trusted? --ca FILE names its authority."
                                               : "Is the server there? (doorbuster serve; --url names another)")};
  }
  return {.code = ExitCode::unavailable,
          .sentence = fmt::format("No answer came from {}: {}. Whether it has done what was asked is not known.", url,
                                  none.why)};
}

Outcome<ApiAnswer> ApiClient::ask(const HttpCall& call, Repeatable repeatable) {
  auto answer = ask_text(call, repeatable);
  if (!answer) return answer.error();
  boost::system::error_code error;
  auto json = boost::json::parse(answer->body, error);
  if (error) return foreign_answer(*answer, session_.access().url);
  return ApiAnswer{answer->status, std::move(json), std::move(answer->body), answer->replayed,
                   std::move(answer->position)};
}

Outcome<HttpAnswer> ApiClient::ask_text(const HttpCall& call, Repeatable repeatable) {
  const std::string& url = session_.access().url;
  const auto deadline = Clock::now() + session_.access().timeout;
  for (int tries = 0;; ++tries) {
    HttpExchange exchange = session_.send(call);
    if (exchange && exchange->status >= 200 && exchange->status < 300) return std::move(*exchange);
    const auto pause = pause_after(exchange, repeatable, tries);
    const Fault fault = exchange ? fault_of(*exchange, url) : fault_of(exchange.error(), url);
    if (!pause || Clock::now() + *pause >= deadline) return fault;
    const double seconds = std::chrono::duration<double>(*pause).count();
    complain(fmt::format("{} Trying again in {:.1f} s.", fault.sentence, seconds));
    std::this_thread::sleep_for(*pause);
  }
}

ExitCode with_server(const ServerFlags& flags, const std::function<Outcome<void>(ApiClient&)>& run) {
  auto access = resolve_access(flags);
  Outcome<void> done;
  if (access) {
    ApiClient client(std::move(*access));
    done = run(client);
  } else {
    done = access.error();
  }
  if (done) return ExitCode::ok;
  complain(done.error().sentence);
  return done.error().code;
}

}  // namespace doorbuster::app
