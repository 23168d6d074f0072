// A sale is changed by reading it, changing one term and putting it back.
#include "app/operate/sale_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "app/operate/answer_text.hpp"
#include "net/net.hpp"

namespace doorbuster::app {
namespace {

namespace json = boost::json;

std::string path_of(const std::string& sale) { return "/v1/sales/" + url_encoded(sale); }

Fault refusal(std::string sentence) { return {.code = ExitCode::refused, .sentence = std::move(sentence)}; }

inventory::Instant time_in(const json::object& sale, std::string_view member) {
  return net::parse_rfc3339(text_of(sale, member)).value_or(inventory::Instant{});
}

std::string bound_text(const json::object& item, std::string_view member) {
  const auto bound = optional_number_of(item, member);
  return bound ? grouped(*bound) : "-";
}

void print_sale(const json::object& sale) {
  const std::string currency = text_of(sale, "currency");
  fmt::print("{} ({}): {}\n", text_of(sale, "sale"), text_of(sale, "name"), standing_of(sale));
  fmt::print("  from       {} to {}\n", text_of(sale, "starts_at"), text_of(sale, "ends_at"));
  fmt::print("  orders     {} held, {} paid, {} cancelled, {} expired\n", grouped(orders_in(sale, "held")),
             grouped(orders_in(sale, "paid")), grouped(orders_in(sale, "cancelled")),
             grouped(orders_in(sale, "expired")));
  fmt::print("  paid for   {}\n", money(number_of(sale, "gmv"), currency));
  const auto* single = sale.if_contains("one_order_in_flight");
  const bool one_in_flight = single != nullptr && *single == true;
  fmt::print("  a hold     lasts {}; a late payment: {}\n",
             in_words(std::chrono::seconds(number_of(sale, "hold_seconds"))), text_of(sale, "late_payment"));
  fmt::print("  a buyer    may have {} in flight\n\n", one_in_flight ? "one order" : "any number of orders");
  Table table({"SKU", "PRICE", "AVAILABLE", "HELD", "SOLD", "QUOTA", "PER BUYER"});
  for (const json::value& value : array_of(sale, "items")) {
    if (!value.is_object()) continue;
    const json::object& item = value.get_object();
    table.add({text_of(item, "sku"), money(number_of(item, "price"), currency), grouped(number_of(item, "available")),
               grouped(number_of(item, "held")), grouped(number_of(item, "sold")), bound_text(item, "quota"),
               bound_text(item, "per_buyer_limit")});
  }
  fmt::print("{}", table.text(1));
}

Outcome<json::object> read_sale(ApiClient& server, const std::string& sale) {
  auto answer = server.get(path_of(sale));
  if (!answer) return answer.error();
  if (!answer->json.is_object()) return refusal("The server's answer is not a sale.");
  return std::move(answer->json.get_object());
}

Outcome<ApiAnswer> put_sale(ApiClient& server, const std::string& sale, const json::object& terms) {
  return server.ask({.method = "PUT", .path = path_of(sale), .body = json::serialize(terms)});
}

Outcome<void> move_end(ApiClient& server, const json::object& sale, inventory::Instant end, bool as_json) {
  json::object terms = terms_of(sale);
  terms["ends_at"] = to_rfc3339(end);
  return tell(put_sale(server, text_of(sale, "sale"), terms), as_json, print_sale);
}

Outcome<inventory::Instant> new_end(const Extension& wish, inventory::Instant end, inventory::Instant now) {
  if (!wish.until.empty()) {
    const auto until = parse_time(wish.until, now);
    if (until) return *until;
    return Fault{.code = ExitCode::usage,
                 .sentence = fmt::format("--until \"{}\" is not a time: {}.", wish.until, time_rule)};
  }
  if (wish.by.empty()) return Fault{.code = ExitCode::usage, .sentence = "Until when? Say --by 30m, or --until TIME."};
  const auto by = parse_length(wish.by);
  if (by) return inventory::after_seconds(std::max(end, now), by->count());
  return Fault{.code = ExitCode::usage,
               .sentence = fmt::format("--by \"{}\" is not a length of time such as 90s, 15m or 2h.", wish.by)};
}

}  // namespace

Outcome<void> create_sale(ApiClient& server, const SaleWish& wish, bool as_json) {
  const auto terms = terms_of(wish, time_now());
  if (!terms) return terms.error();
  const auto present = server.get(path_of(wish.sale));
  if (present) {
    return refusal(fmt::format("There is a sale {0} already, and it stays as it is. doorbuster sale show {0} shows it.",
                               wish.sale));
  }
  if (present.error().problem != "sale_not_found") return present.error();
  const auto made = put_sale(server, wish.sale, *terms);
  if (made && made->json.is_object() && text_of(made->json.get_object(), "status") == "ended") {
    fmt::print(stderr, "Its end is past, so it takes no orders. To open it: doorbuster sale extend {} --by 1h\n",
               wish.sale);
  }
  return tell(made, as_json, print_sale);
}

Outcome<void> show_sale(ApiClient& server, const std::string& sale, bool as_json) {
  return tell(server.get(path_of(sale)), as_json, print_sale);
}

Outcome<void> list_sales(ApiClient& server, bool as_json) {
  Table table({"SALE", "STATUS", "FROM", "TO", "HELD", "PAID", "PAID FOR"});
  for (std::string path = "/v1/sales?limit=1000";;) {
    const auto answer = server.get(path);
    if (!answer) return answer.error();
    if (!answer->json.is_object()) break;
    const json::object& page = answer->json.get_object();
    for (const json::value& value : array_of(page, "data")) {
      if (as_json) fmt::print("{}\n", json::serialize(value));
      if (as_json || !value.is_object()) continue;
      const json::object& sale = value.get_object();
      table.add({text_of(sale, "sale"), text_of(sale, "status"), text_of(sale, "starts_at"), text_of(sale, "ends_at"),
                 grouped(orders_in(sale, "held")), grouped(orders_in(sale, "paid")),
                 money(number_of(sale, "gmv"), text_of(sale, "currency"))});
    }
    const std::string after = text_of(page, "next_after");
    if (after.empty()) break;
    path = "/v1/sales?limit=1000&after=" + url_encoded(after);
  }
  if (!as_json) fmt::print("{}", table.text(4));
  return {};
}

Outcome<void> extend_sale(ApiClient& server, const std::string& sale, const Extension& wish, bool as_json) {
  const auto present = read_sale(server, sale);
  if (!present) return present.error();
  const auto end = time_in(*present, "ends_at");
  const auto wanted = new_end(wish, end, time_now());
  if (!wanted) return wanted.error();
  if (*wanted <= end) {
    return refusal(fmt::format("{} ends at {}, which is no earlier than {}. To end it now: doorbuster sale end {}",
                               sale, to_rfc3339(end), to_rfc3339(*wanted), sale));
  }
  return move_end(server, *present, *wanted, as_json);
}

Outcome<void> end_sale(ApiClient& server, const std::string& sale, bool as_json) {
  const auto present = read_sale(server, sale);
  if (!present) return present.error();
  const std::string status = text_of(*present, "status");
  if (status == "ended") {
    return refusal(fmt::format("{} has ended already, at {}.", sale, text_of(*present, "ends_at")));
  }
  if (status != "running") {
    return refusal(fmt::format("{} has not begun: it starts at {}. Only a running sale can be ended.", sale,
                               text_of(*present, "starts_at")));
  }
  // A time after the start that is past means now: on the server's clock, whatever this machine's shows.
  return move_end(server, *present, {time_in(*present, "starts_at").ms + 1}, as_json);
}

}  // namespace doorbuster::app
