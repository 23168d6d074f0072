// doorbuster sink postgres: what is said on the command line.
#include <memory>

#include "app/commands.hpp"
#include "app/process/stop_signals.hpp"
#include "app/sink/postgres_sink.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* postgres_footer =
    R"(Follows the event feed of a running server and keeps in PostgreSQL, in a schema of its own, what the events
came to: orders, order_lines, order_events, sales, sale_items, skus, stock_adjustments, and the views
sku_stock and sale_figures. Each event counts once: it is written in one transaction with its
position, and a sink that starts again goes on from there. The server never waits for it. With an
API key it follows that key's merchant.

libpq's own ways to say which database work as well: PGHOST, PGDATABASE, PGUSER, PGPASSWORD, ~/.pgpass.
A password belongs there, and not on the command line, where others can see it.

Examples:
  doorbuster sink postgres --database postgresql:///shop
  doorbuster sink postgres --once && psql -c 'SELECT * FROM doorbuster.sale_figures'
  doorbuster sink postgres --api-key-file sink.key --url https://shop.example:8443 --schema brand_a)";

struct SinkFlags {
  ServerFlags server;
  SinkWish wish;
  std::int64_t poll_ms = 500;
};

ExitCode run(const SinkFlags& flags) {
  const StopOnSignal stop;
  return with_server(flags.server, [&](ApiClient& server) {
    SinkWish wish = flags.wish;
    wish.poll = std::chrono::milliseconds(flags.poll_ms);
    return run_postgres_sink(server.session(), wish, stop.token());
  });
}

}  // namespace

void add_sink_command(CLI::App& program, Action& chosen) {
  CLI::App* sink = program.add_subcommand("sink", "Keep a running server's events elsewhere");
  sink->require_subcommand(1);
  CLI::App* command = sink->add_subcommand("postgres", "Keep orders, sales and stock as tables of PostgreSQL");
  command->footer(postgres_footer);
  const auto flags = std::make_shared<SinkFlags>();
  command->add_option("--database", flags->wish.place.database, "Connection string or URI [libpq's environment]")
      ->type_name("CONNECTION");
  command->add_option("--schema", flags->wish.place.schema, "The schema, made if it isn't there [doorbuster]")
      ->type_name("NAME");
  command->add_option("--poll", flags->poll_ms, "How long to wait where nothing is new, in milliseconds [500]")
      ->check(CLI::Range(10, 60'000).description(""))
      ->type_name("MS");
  command->add_flag("--once", flags->wish.once, "End with the newest event instead of waiting for more");
  add_server_flags(*command, flags->server);
  when_chosen(*command, chosen, [flags] { return run(*flags); });
}

}  // namespace doorbuster::app
