// doorbuster stock create|add|show: what is said on the command line.
#include <memory>

#include "app/operate/server_command.hpp"
#include "app/operate/stock_actions.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* create_footer =
    R"(A new SKU has no stock. One that is there gets this name, and keeps its stock.

Example:
  doorbuster stock create lamp --name 'Goodnight lamp')";

constexpr const char* add_footer =
    R"(Books a delivery, or with a number below 0 a loss; a SKU's available units never go below 0. It is booked once:
an idempotency key goes with it, which is made and told unless --idempotency-key names one, and where the connection
is lost the command sends the same key again. Run again by you with the same key and the same words, it adds nothing.

Examples:
  doorbuster stock add lamp 1000 --reason 'delivery 7'
  doorbuster stock add lamp 1000 --reason 'delivery 7' --idempotency-key delivery-7     safe to run twice
  doorbuster stock add lamp -3 --reason broken)";

struct StockFlags {
  ServerFlags server;
  bool as_json = false;
  StockWish wish;
};

CLI::App* add_subcommand(CLI::App& stock, const char* name, const char* help, const char* footer, StockFlags& flags) {
  CLI::App* command = stock.add_subcommand(name, help);
  command->footer(footer);
  command->add_option("SKU", flags.wish.sku, "The SKU's id")->required()->type_name("");
  add_json_flag(*command, flags.as_json);
  return command;
}

void add_create(CLI::App& stock, Action& chosen) {
  const auto flags = std::make_shared<StockFlags>();
  CLI::App* command = add_subcommand(stock, "create", "Make a SKU, or name it anew", create_footer, *flags);
  command->add_option("--name", flags->wish.name, "For people [the SKU's id]")->type_name("TEXT");
  finish_server_command(*command, flags, chosen, [](ApiClient& server, const StockFlags& f) {
    return create_sku(server, f.wish, f.as_json);
  });
}

void add_add(CLI::App& stock, Action& chosen) {
  const auto flags = std::make_shared<StockFlags>();
  CLI::App* command = add_subcommand(stock, "add", "Add units to a SKU, or take some away", add_footer, *flags);
  command->add_option("UNITS", flags->wish.delta, "How many; below 0 to take away")->required()->type_name("");
  command->add_option("--reason", flags->wish.reason, "For the record")->type_name("TEXT");
  command->add_option("--idempotency-key", flags->wish.idempotency_key, "What makes it count once [a new one]")
      ->type_name("KEY");
  finish_server_command(*command, flags, chosen, [](ApiClient& server, const StockFlags& f) {
    return add_stock(server, f.wish, f.as_json);
  });
}

void add_show(CLI::App& stock, Action& chosen) {
  const auto flags = std::make_shared<StockFlags>();
  CLI::App* command = add_subcommand(stock, "show", "Show what there is of a SKU",
                                     "Always: received = available + held + sold.", *flags);
  finish_server_command(*command, flags, chosen, [](ApiClient& server, const StockFlags& f) {
    return show_stock(server, f.wish.sku, f.as_json);
  });
}

}  // namespace

void add_stock_command(CLI::App& program, Action& chosen) {
  CLI::App* stock = program.add_subcommand("stock", "Make SKUs, and add to or look at the stock of a running server");
  stock->require_subcommand(1);
  add_create(*stock, chosen);
  add_add(*stock, chosen);
  add_show(*stock, chosen);
}

}  // namespace doorbuster::app
