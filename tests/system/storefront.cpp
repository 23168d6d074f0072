// The API's operations, rendered and sent.
#include "tests/system/storefront.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace doorbuster::system_tests {

namespace json = boost::json;

namespace {

constexpr std::string_view page_limit = "1000";

json::value found(const Reply& reply, const std::string& what) {
  if (reply.status != 200) throw std::runtime_error(what + " is not there: " + reply.body);
  return reply.json();
}

}  // namespace

Reply Storefront::send(std::string_view method, std::string_view target, std::string_view body, const Fields& fields) {
  auto reply = http_.request(method, target, body, fields);
  if (!reply) throw NoAnswer("no answer to " + std::string(method) + " " + std::string(target));
  return *std::move(reply);
}

Reply Storefront::put_sku(const std::string& sku, const std::string& name) {
  return send("PUT", "/v1/skus/" + sku, json::serialize(json::object{{"name", name}}));
}

Reply Storefront::adjust_stock(const std::string& sku, std::int64_t delta, const std::string& key) {
  const json::object body{{"delta", delta}, {"reason", "delivery"}};
  return send("POST", "/v1/skus/" + sku + "/stock", json::serialize(body), {{"Idempotency-Key", key}});
}

Reply Storefront::put_sale(const std::string& sale, const Sale& terms) {
  return send("PUT", "/v1/sales/" + sale, json::serialize(terms.json()));
}

Reply Storefront::place(const Order& order, const std::string& key) {
  return send("POST", "/v1/orders", json::serialize(order.json()), {{"Idempotency-Key", key}});
}

Reply Storefront::pay(const std::string& order, const std::string& payment, std::int64_t amount) {
  const json::object body{{"payment", payment}, {"amount", amount}};
  return send("POST", "/v1/orders/" + order + "/pay", json::serialize(body));
}

Reply Storefront::cancel(const std::string& order) { return send("POST", "/v1/orders/" + order + "/cancel"); }

json::value Storefront::sku(const std::string& sku) { return found(get("/v1/skus/" + sku), sku); }

json::value Storefront::sale(const std::string& sale) { return found(get("/v1/sales/" + sale), sale); }

json::value Storefront::order(const std::string& order) { return found(get("/v1/orders/" + order), order); }

std::vector<json::value> Storefront::orders(const std::string& query) {
  std::vector<json::value> all;
  std::string after;
  do {
    const std::string target = "/v1/orders?limit=" + std::string(page_limit) + (query.empty() ? "" : "&" + query) +
                               (after.empty() ? "" : "&after=" + after);
    const auto page = found(get(target), target);
    for (const auto& order : list(page, "data")) all.push_back(order);
    const auto& next = page.at("next_after");
    after = next.is_null() ? "" : std::string(next.as_string());
  } while (!after.empty());
  return all;
}

std::vector<json::value> Storefront::events(std::int64_t after) {
  std::vector<json::value> all;
  for (;;) {
    const auto page = get("/v1/events?limit=" + std::string(page_limit) + "&after=" + std::to_string(after));
    if (page.status != 200) throw std::runtime_error("the event feed fails: " + page.body);
    auto some = lines_of(page);
    if (some.empty()) return all;
    after = integer(some.back(), "position");
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
}

std::vector<json::value> lines_of(const Reply& page) {
  std::vector<json::value> all;
  std::string_view rest = page.body;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    all.push_back(json::parse(rest.substr(0, end)));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return all;
}

std::int64_t integer(const json::value& object, std::string_view member) {
  return object.at(member).to_number<std::int64_t>();
}

std::string text(const json::value& object, std::string_view member) {
  return std::string(object.at(member).as_string());
}

const json::array& list(const json::value& object, std::string_view member) { return object.at(member).as_array(); }

bool has(const json::value& object, std::string_view member) { return object.as_object().contains(member); }

}  // namespace doorbuster::system_tests
