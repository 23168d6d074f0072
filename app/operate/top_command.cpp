// doorbuster top: how a running server and its sales do, again and again.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "app/client/api_client.hpp"
#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "app/console.hpp"
#include "app/operate/board.hpp"
#include "app/operate/server_command.hpp"

namespace doorbuster::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t sales_max = 20;
constexpr std::size_t history_max = 60;

constexpr const char* footer =
    R"(Shows how many orders a second are held, paid, refused, how long answers and the journal's writes take, what
waits, and for each SALE what is left. On a terminal it is drawn again in place; otherwise, or with --no-tui, it is a
line each time. All is of the time since the one before. The key's role must allow /metrics: operator or monitor.
Ctrl-C ends it.

Examples:
  doorbuster top double-11
  doorbuster top double-11 --interval 0.5
  doorbuster top double-11 --once                  for a look; the figures are of one interval
  doorbuster top --json >> night.ndjson            for later)";

struct TopFlags {
  ServerFlags server;
  bool as_json = false, once = false, plain = false;
  double interval = 1.0;
  std::vector<std::string> sales;
};

struct Look {
  MetricsReading metrics;
  std::vector<boost::json::object> sales;
};

Outcome<Look> look(ApiClient& server, const TopFlags& flags) {
  const auto metrics = server.ask_text({.path = "/metrics"});
  if (!metrics) return metrics.error();
  Look look{.metrics = MetricsReading(metrics->body, Clock::now()), .sales = {}};
  for (const std::string& sale : flags.sales) {
    auto answer = server.get("/v1/sales/" + url_encoded(sale));
    if (!answer) return answer.error();
    if (answer->json.is_object()) look.sales.push_back(std::move(answer->json.get_object()));
  }
  return look;
}

// Drawn over what was drawn before. The lines end in line ends, and no mode of the terminal is changed, so that the
// command may be stopped at any moment.
class Screen {
 public:
  void draw(const std::vector<std::string>& lines) {
    const auto [columns, rows] = size();
    std::string text = drawn_ > 0 ? fmt::format("\x1b[{}A\x1b[J", drawn_) : std::string();
    drawn_ = std::min<std::size_t>(lines.size(), rows > 1 ? rows - 1 : 1);
    for (std::size_t i = 0; i < drawn_; ++i) text += cut_to(lines[i], columns) + '\n';
    std::fputs(text.c_str(), stdout);
    flush_output();
  }

 private:
  static std::pair<std::size_t, std::size_t> size() {
    winsize found{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &found) != 0 || found.ws_col == 0) return {80, 24};
    return {found.ws_col, found.ws_row};
  }

  std::size_t drawn_ = 0;
};

class Teller {
 public:
  explicit Teller(const TopFlags& flags)
      : flags_(flags), in_place_(!flags.as_json && !flags.once && !flags.plain && isatty(STDOUT_FILENO) == 1) {}

  void tell(const BoardFigures& figures, const std::vector<boost::json::object>& sales) {
    history_.push_back(figures.held);
    if (history_.size() > history_max) history_.pop_front();
    if (flags_.as_json) {
      fmt::print("{}\n", boost::json::serialize(board_json(figures, sales)));
    } else if (in_place_) {
      screen_.draw(board_lines(figures, sales, history_));
    } else if (flags_.once) {
      for (const std::string& line : board_lines(figures, sales, {})) fmt::print("{}\n", line);
    } else {
      fmt::print("{}  {}\n", to_rfc3339(time_now()), board_line(figures, sales));
    }
    flush_output();
  }
  void tell_fault(const Fault& fault) {
    if (in_place_) {
      screen_.draw({fault.sentence});
    } else {
      complain(fault.sentence);
    }
  }

 private:
  const TopFlags& flags_;
  bool in_place_;
  Screen screen_;
  std::deque<double> history_;
};

Outcome<void> run(ApiClient& server, const TopFlags& flags) {
  const std::chrono::duration<double> interval(flags.interval);
  Teller teller(flags);
  auto before = look(server, flags);
  if (!before) return before.error();
  for (;;) {
    std::this_thread::sleep_for(interval);
    auto now = look(server, flags);
    if (now) {
      teller.tell(board_figures(before->metrics, now->metrics), now->sales);
      before = std::move(now);
    } else if (flags.once || now.error().code != ExitCode::unavailable) {
      return now.error();
    } else {
      teller.tell_fault(now.error());
    }
    if (flags.once) return {};
  }
}

}  // namespace

void add_top_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("top", "Show how a running server and its sales do, every second");
  command->footer(footer);
  const auto flags = std::make_shared<TopFlags>();
  command->add_option("SALE", flags->sales, "Sales to show besides")->type_name("")->expected(0, sales_max);
  command->add_option("--interval", flags->interval, "Between two looks [1]")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.1, 3'600.0).description(""));
  command->add_flag("--once", flags->once, "Once, and end");
  command->add_flag("--no-tui", flags->plain, "A line each time, also on a terminal");
  command->add_flag("--json", flags->as_json, "A line of JSON each time, for other programs");
  finish_server_command(*command, flags, chosen, run);
}

}  // namespace doorbuster::app
