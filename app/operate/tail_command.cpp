// doorbuster tail: the events of a running server, as they come.
#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <cstdio>
#include <memory>

#include "app/console.hpp"
#include "app/operate/event_follower.hpp"
#include "app/operate/event_text.hpp"
#include "app/operate/server_command.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* footer =
    R"(Shows what happens from now on, or from a position on, an event a line: time of day (UTC), position, type, facts.
Where the connection is lost it is made again, and goes on after the last event that was shown. Ctrl-C ends it.

Examples:
  doorbuster tail                                          all that happens from now on
  doorbuster tail --sale double-11 --type order_held,order_paid
  doorbuster tail --no-follow --json           > all.ndjson      all there is, for another program
  doorbuster tail --type refund_due --json | ./refund      which payments are due back

Types: sku_put, stock_adjusted, sale_put, order_held, order_paid, order_cancelled, order_expired, refund_due,
buyer_forgotten.)";

struct TailFlags {
  ServerFlags server;
  bool as_json = false;
  bool no_follow = false;
  EventWish wish;
};

void print_event(std::string_view line, bool as_json) {
  boost::system::error_code error;
  const auto event = as_json ? boost::json::value() : boost::json::parse(line, error);
  const bool readable = !as_json && !error && event.is_object();
  fmt::print("{}\n", readable ? event_text(event.get_object()) : std::string(line));
  flush_output();
}

Outcome<void> run(ApiClient& server, TailFlags& flags) {
  if (flags.wish.after.empty()) flags.wish.after = flags.no_follow ? "0" : "latest";
  const auto take = [&flags](std::string_view line) { print_event(line, flags.as_json); };
  return flags.no_follow ? read_events(server, flags.wish, take) : follow_events(server, flags.wish, take);
}

}  // namespace

void add_tail_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("tail", "Show the events of a running server as they come");
  command->footer(footer);
  const auto flags = std::make_shared<TailFlags>();
  command->add_option("--after", flags->wish.after, "Begin after this position [latest; with --no-follow 0, for all]")
      ->type_name("POSITION");
  command->add_option("--type", flags->wish.types, "Of these types alone; several with commas, or repeated")
      ->type_name("TYPES")
      ->expected(1)
      ->take_all();
  command->add_option("--sale", flags->wish.sale, "Of this sale alone")->type_name("ID");
  command->add_flag("--no-follow", flags->no_follow, "Show what there is, and end");
  add_json_flag(*command, flags->as_json);
  finish_server_command(*command, flags, chosen, run);
}

}  // namespace doorbuster::app
