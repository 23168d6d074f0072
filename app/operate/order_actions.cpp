// Orders as text.
#include "app/operate/order_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>

#include "app/client/wording.hpp"
#include "app/operate/answer_text.hpp"

namespace doorbuster::app {
namespace {

namespace json = boost::json;

constexpr std::int64_t page_orders_max = 1'000;

std::string path_of(const std::string& order) { return "/v1/orders/" + url_encoded(order); }

std::string total_of(const json::object& order) { return money(number_of(order, "total"), text_of(order, "currency")); }

void print_order(const json::object& order) {
  const std::string currency = text_of(order, "currency");
  fmt::print("{}: {}\n", text_of(order, "order"), text_of(order, "status"));
  fmt::print("  sale     {}\n  buyer    {}\n", text_of(order, "sale"), text_of(order, "buyer"));
  fmt::print("  made     {}\n", text_of(order, "created_at"));
  if (text_of(order, "status") == "held") fmt::print("  held to  {}\n", text_of(order, "hold_expires_at"));
  fmt::print("  total    {}\n\n", total_of(order));
  Table table({"SKU", "QTY", "UNIT PRICE"});
  for (const json::value& value : array_of(order, "items")) {
    if (!value.is_object()) continue;
    const json::object& item = value.get_object();
    table.add({text_of(item, "sku"), grouped(number_of(item, "qty")), money(number_of(item, "unit_price"), currency)});
  }
  fmt::print("{}", table.text(1));
}

std::string list_path(const OrderFilter& filter, std::int64_t limit, const std::string& after) {
  std::string path = fmt::format("/v1/orders?limit={}", limit);
  const auto add = [&path](const char* name, const std::string& value) {
    if (!value.empty()) path += fmt::format("&{}={}", name, url_encoded(value));
  };
  add("sale", filter.sale);
  add("buyer", filter.buyer);
  add("status", filter.status);
  add("after", after);
  return path;
}

// Gives how many orders it had.
std::int64_t take_page(const json::object& page, bool as_json, Table& table) {
  const json::array& orders = array_of(page, "data");
  for (const json::value& value : orders) {
    if (as_json) fmt::print("{}\n", json::serialize(value));
    if (as_json || !value.is_object()) continue;
    const json::object& order = value.get_object();
    table.add({text_of(order, "order"), text_of(order, "sale"), text_of(order, "buyer"), text_of(order, "status"),
               text_of(order, "created_at"), total_of(order)});
  }
  return static_cast<std::int64_t>(orders.size());
}

}  // namespace

Outcome<void> show_order(ApiClient& server, const std::string& order, bool as_json) {
  return tell(server.get(path_of(order)), as_json, print_order);
}

Outcome<void> cancel_order(ApiClient& server, const std::string& order, bool as_json) {
  // Sent twice, the second would meet wrong_status; so who lost the answer looks at the order instead.
  const auto answer = server.ask({.method = "POST", .path = path_of(order) + "/cancel"}, Repeatable::no);
  if (!answer && answer.error().code == ExitCode::unavailable) {
    fmt::print(stderr, "doorbuster order show {} tells what became of it.\n", order);
  }
  return tell(answer, as_json, print_order);
}

Outcome<void> list_orders(ApiClient& server, const OrderFilter& filter, bool as_json) {
  Table table({"ORDER", "SALE", "BUYER", "STATUS", "MADE", "TOTAL"});
  std::string after;
  // A page may be short, or empty, where the server has looked at many orders of others: that is no end.
  for (std::int64_t left = filter.limit; left > 0;) {
    const auto answer = server.get(list_path(filter, std::min(left, page_orders_max), after));
    if (!answer) return answer.error();
    if (!answer->json.is_object()) break;
    const json::object& page = answer->json.get_object();
    left -= take_page(page, as_json, table);
    after = text_of(page, "next_after");
    if (after.empty()) break;
  }
  if (as_json) return {};
  fmt::print("{}", table.text(5));
  if (!after.empty()) fmt::print(stderr, "There are more; --limit says how many are shown.\n");
  return {};
}

}  // namespace doorbuster::app
