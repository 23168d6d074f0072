// doorbuster order show|list|cancel: what is said on the command line.
#include <fmt/format.h>

#include <memory>

#include "app/operate/order_actions.hpp"
#include "app/operate/server_command.hpp"

namespace doorbuster::app {
namespace {

constexpr std::int64_t list_most = 1'000'000;

constexpr const char* show_footer =
    R"(doorbuster journal dump DIR --order ORDER tells an order's whole story, on the server's machine.

Example:
  doorbuster order show ord_35vcfmqp563sn)";

constexpr const char* list_footer =
    R"(In the order in which they were accepted, the first ones first. With --json an order a line.

Examples:
  doorbuster order list --sale double-11 --buyer u42
  doorbuster order list --sale double-11 --status paid --limit 1000000 --json > paid.ndjson)";

constexpr const char* cancel_footer =
    R"(Cancels an order that is held. Its units and its buyer's share are for sale again at once. One that is paid,
cancelled or expired stays as it is, and the exit code is 9.

Example:
  doorbuster order cancel ord_35vcfmqp563sn)";

struct OrderFlags {
  ServerFlags server;
  bool as_json = false;
  std::string order;
  OrderFilter filter;
};

template <class Run>
void finish(CLI::App& command, const std::shared_ptr<OrderFlags>& flags, Action& chosen, Run run) {
  add_json_flag(command, flags->as_json);
  finish_server_command(command, flags, chosen, run);
}

template <class Run>
void add_on_one(CLI::App& order, const char* name, const char* help, const char* footer, Action& chosen, Run run) {
  const auto flags = std::make_shared<OrderFlags>();
  CLI::App* command = order.add_subcommand(name, help);
  command->footer(footer);
  command->add_option("ORDER", flags->order, "The order's id")->required()->type_name("");
  finish(*command, flags, chosen,
         [run](ApiClient& server, const OrderFlags& f) { return run(server, f.order, f.as_json); });
}

void add_list(CLI::App& order, Action& chosen) {
  const auto flags = std::make_shared<OrderFlags>();
  CLI::App* command = order.add_subcommand("list", "List orders, of one sale or buyer or all");
  command->footer(list_footer);
  OrderFilter& filter = flags->filter;
  command->add_option("--sale", filter.sale, "Of this sale alone")->type_name("ID");
  command->add_option("--buyer", filter.buyer, "Of this buyer alone")->type_name("ID");
  command->add_option("--status", filter.status, "held, paid, cancelled or expired")->type_name("WORD");
  command->add_option("--limit", filter.limit, fmt::format("At most so many [{}]", filter.limit))
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, list_most).description(""));
  finish(*command, flags, chosen,
         [](ApiClient& server, const OrderFlags& f) { return list_orders(server, f.filter, f.as_json); });
}

}  // namespace

void add_order_command(CLI::App& program, Action& chosen) {
  CLI::App* order = program.add_subcommand("order", "Look at orders of a running server, or cancel one");
  order->require_subcommand(1);
  add_on_one(*order, "show", "Show an order", show_footer, chosen, show_order);
  add_list(*order, chosen);
  add_on_one(*order, "cancel", "Cancel an order that is held", cancel_footer, chosen, cancel_order);
}

}  // namespace doorbuster::app
