// A delivery is booked once, however often it is sent: by its idempotency key.
#include "app/operate/stock_actions.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <random>

#include "app/client/wording.hpp"
#include "app/operate/answer_text.hpp"

namespace doorbuster::app {
namespace {

namespace json = boost::json;

std::string path_of(const std::string& sku) { return "/v1/skus/" + url_encoded(sku); }

// 128 bits of the system's randomness: no two are the same.
std::string new_key() {
  std::random_device random;
  std::string key = "stock-";
  for (int i = 0; i < 4; ++i) key += fmt::format("{:08x}", random());
  return key;
}

void print_sku(const json::object& sku) {
  fmt::print("{} ({})\n", text_of(sku, "sku"), text_of(sku, "name"));
  for (const char* member : {"received", "available", "held", "sold"}) {
    fmt::print("  {:<10} {:>12}\n", member, grouped(number_of(sku, member)));
  }
}

}  // namespace

Outcome<void> create_sku(ApiClient& server, const StockWish& wish, bool as_json) {
  const json::object body{{"name", wish.name.empty() ? wish.sku : wish.name}};
  const auto answer = server.ask({.method = "PUT", .path = path_of(wish.sku), .body = json::serialize(body)});
  return tell(answer, as_json, print_sku);
}

Outcome<void> add_stock(ApiClient& server, const StockWish& wish, bool as_json) {
  const json::object body{{"delta", wish.delta}, {"reason", wish.reason}};
  const std::string key = wish.idempotency_key.empty() ? new_key() : wish.idempotency_key;
  const auto answer = server.ask({.method = "POST",
                                  .path = path_of(wish.sku) + "/stock",
                                  .body = json::serialize(body),
                                  .fields = {{"Idempotency-Key", key}}});
  // On stderr, as all that is said besides the answer.
  if (!answer && answer.error().code == ExitCode::unavailable) {
    fmt::print(stderr, "To try again so that it counts once, add: --idempotency-key {}\n", key);
  } else if (answer && answer->replayed) {
    fmt::print(stderr, "This had been booked already, with the key {}; nothing was added.\n", key);
  } else if (answer) {
    fmt::print(stderr, "Booked, with the idempotency key {}.\n", key);
  }
  return tell(answer, as_json, print_sku);
}

Outcome<void> show_stock(ApiClient& server, const std::string& sku, bool as_json) {
  return tell(server.get(path_of(sku)), as_json, print_sku);
}

}  // namespace doorbuster::app
