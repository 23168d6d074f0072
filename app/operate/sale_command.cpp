// doorbuster sale create|list|show|extend|end: what is said on the command line.
#include <memory>
#include <string>

#include "app/operate/sale_actions.hpp"
#include "app/operate/server_command.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* create_footer =
    R"(Makes a new sale, scheduled or running at once. Its SKUs must be there (doorbuster stock create). One that is
there already is left alone. Prices are in the currency's minor unit: 19900 is 199.00 CNY, or 19,900 JPY.

Examples:
  doorbuster sale create double-11 --name 'Double 11' --currency CNY \
    --starts 2027-11-11T00:00:00+08:00 --ends 2027-11-12T00:00:00+08:00 \
    --item lamp,price=19900,quota=500,per-buyer=1 --item chair,price=49900
  doorbuster sale create flash --currency EUR --ends +30m --item lamp,price=1990      from now on, half an hour
  doorbuster sale show double-11 --json > terms.json      the terms of one, for another that is much the same
  doorbuster sale create double-12 --from terms.json)";

constexpr const char* show_footer =
    R"(Examples:
  doorbuster sale show double-11
  doorbuster sale show double-11 --json | jq .orders.paid)";

constexpr const char* extend_footer =
    R"(Moves the end of a sale to a later time. A sale that has ended opens again: then --by counts from now.

Examples:
  doorbuster sale extend double-11 --by 30m
  doorbuster sale extend double-11 --until 2027-11-12T02:00:00+08:00)";

constexpr const char* end_footer =
    R"(Ends a running sale now, by the server's clock. Orders that are held may still be paid; no new ones come.
doorbuster sale extend SALE --by 10m opens it again.)";

struct SaleFlags {
  ServerFlags server;
  bool as_json = false;
  SaleWish wish;
  Extension extension;
};

CLI::App* add_subcommand(CLI::App& parent, const char* name, const char* help, const char* footer, SaleFlags& flags) {
  CLI::App* command = parent.add_subcommand(name, help);
  command->footer(footer);
  command->add_option("SALE", flags.wish.sale, "The sale's id")->required()->type_name("");
  add_json_flag(*command, flags.as_json);
  return command;
}

void add_create(CLI::App& sale, Action& chosen) {
  const auto flags = std::make_shared<SaleFlags>();
  CLI::App* command = add_subcommand(sale, "create", "Make a new sale", create_footer, *flags);
  SaleWish& wish = flags->wish;
  // The text of an option keeps what excludes what out of the help: --from says it for all.
  auto* file = command
                   ->add_option("--from", wish.file,
                                "Take all terms from this file of JSON, - for stdin, and from none of the flags below")
                   ->type_name("FILE")
                   ->option_text("FILE");
  const auto add = [&](const char* flag, std::string& place, const char* value, const char* help) {
    return command->add_option(flag, place, help)->type_name(value)->option_text(value)->excludes(file);
  };
  add("--name", wish.name, "TEXT", "For people [the sale's id]");
  add("--currency", wish.currency, "CODE", "ISO 4217");
  add("--starts", wish.starts, "TIME", "RFC 3339, or now, or +2h: so long from now [now]");
  add("--ends", wish.ends, "TIME", "The same; to this time, and not at it, orders are taken");
  add("--hold", wish.hold, "LENGTH", "For an order to be paid: 90s, 15m, 2h [15m]");
  add("--late-payment", wish.late_payment, "WORD", "What becomes of one: refund or reclaim [refund]");
  command
      ->add_flag("--one-order-in-flight", wish.one_order_in_flight, "Refuse a buyer who has an order held another one")
      ->option_text(" ")
      ->excludes(file);
  command->add_option("--item", wish.items, "What is sold: SKU,price=N[,quota=N][,per-buyer=N]; repeat it for more")
      ->type_name("ITEM")
      ->option_text("ITEM")
      ->expected(1)
      ->take_all()
      ->excludes(file);
  finish_server_command(*command, flags, chosen, [](ApiClient& server, const SaleFlags& f) {
    return create_sale(server, f.wish, f.as_json);
  });
}

void add_list(CLI::App& sale, Action& chosen) {
  const auto flags = std::make_shared<SaleFlags>();
  CLI::App* command = sale.add_subcommand("list", "List all sales");
  command->footer("With --json a sale a line.");
  add_json_flag(*command, flags->as_json);
  finish_server_command(*command, flags, chosen, [](ApiClient& server, const SaleFlags& f) {
    return list_sales(server, f.as_json);
  });
}

void add_extend(CLI::App& sale, Action& chosen) {
  const auto flags = std::make_shared<SaleFlags>();
  CLI::App* command = add_subcommand(sale, "extend", "Move a sale's end to a later time", extend_footer, *flags);
  auto* by = command->add_option("--by", flags->extension.by, "So much longer: 90s, 15m, 2h")->type_name("LENGTH");
  command->add_option("--until", flags->extension.until, "Or to this time: RFC 3339, or +2h from now")
      ->type_name("TIME")
      ->excludes(by);
  finish_server_command(*command, flags, chosen, [](ApiClient& server, const SaleFlags& f) {
    return extend_sale(server, f.wish.sale, f.extension, f.as_json);
  });
}

}  // namespace

void add_sale_command(CLI::App& program, Action& chosen) {
  CLI::App* sale = program.add_subcommand("sale", "Open, look at, extend and end sales of a running server");
  sale->require_subcommand(1);
  add_create(*sale, chosen);
  add_list(*sale, chosen);
  const auto shown = std::make_shared<SaleFlags>();
  CLI::App* show =
      add_subcommand(*sale, "show", "Show a sale: its terms, its orders, what is left", show_footer, *shown);
  finish_server_command(*show, shown, chosen, [](ApiClient& server, const SaleFlags& f) {
    return show_sale(server, f.wish.sale, f.as_json);
  });
  add_extend(*sale, chosen);
  const auto ended = std::make_shared<SaleFlags>();
  CLI::App* end = add_subcommand(*sale, "end", "End a running sale now", end_footer, *ended);
  finish_server_command(*end, ended, chosen, [](ApiClient& server, const SaleFlags& f) {
    return end_sale(server, f.wish.sale, f.as_json);
  });
}

}  // namespace doorbuster::app
