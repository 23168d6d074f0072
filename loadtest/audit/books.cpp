// Pages through the orders, bounded by how many the load could have made.
#include "loadtest/audit/books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "loadtest/contract/wire.hpp"
#include "loadtest/figures/wording.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr unsigned page_orders = 1'000;
constexpr std::size_t orders_per_note = 500'000;
constexpr unsigned readings_max = 10;
constexpr std::chrono::milliseconds pause_between_looks{250};
// A server that takes longer for its answer was away, and then has so long to end holds.
constexpr std::chrono::seconds away_from{1};
constexpr std::chrono::seconds time_to_return{5};
constexpr unsigned returns_max = 20;  // one that is away after each answer is no longer waited for
// A page may be short or empty while the server looks for the sale's orders among others'.
constexpr std::size_t pages_max = 10'000'000;

HttpCall get(std::string path) { return {.method = Method::get, .path = std::move(path), .body = {}, .key = {}}; }

Outcome<SaleView> get_sale(ApiClient& client, const Script& script) {
  const Outcome<HttpReply> reply = client.succeed(get(fmt::format("/v1/sales/{}", script.sale)));
  if (!reply) return reply.error();
  return read_sale(reply->body);
}

Outcome<std::vector<ListedOrder>> list_orders(ApiClient& client, const Script& script, Watcher& watcher) {
  ListingReader reader(script);
  std::vector<ListedOrder> orders;
  std::string after;
  for (std::size_t page_number = 0; page_number < pages_max; ++page_number) {
    const Outcome<HttpReply> reply =
        client.succeed(get(fmt::format("/v1/orders?sale={}&limit={}{}", script.sale, page_orders, after)));
    if (!reply) return reply.error();
    const std::size_t before = orders.size();
    const Outcome<NextAfter> next_after = reader.read_page(reply->body, orders);
    if (!next_after) return next_after.error();
    if (!*next_after) return orders;
    if (before / orders_per_note != orders.size() / orders_per_note) {
      watcher.note(fmt::format("Read {} so far.", counted(orders.size(), "order")));
    }
    std::string next = fmt::format("&after={}", **next_after);
    if (next == after) break;
    after = std::move(next);
  }
  return Problem{"The server's list of orders does not come to an end."};
}

Outcome<std::vector<SkuView>> get_skus(ApiClient& client, const Script& script) {
  std::vector<SkuView> skus;
  for (std::uint32_t sku = 0; sku < script.plan.skus.size(); ++sku) {
    const Outcome<HttpReply> reply = client.succeed(get(fmt::format("/v1/skus/{}", sku_id(script, sku))));
    if (!reply) return reply.error();
    Outcome<SkuView> view = read_sku(reply->body);
    if (!view) return view.error();
    skus.push_back(std::move(*view));
  }
  return skus;
}

}  // namespace

Outcome<Books> read_books(ApiClient& client, const Script& script, Watcher& watcher) {
  for (unsigned reading = 0; reading < readings_max; ++reading) {
    Outcome<SaleView> before = get_sale(client, script);
    if (!before) return before.error();
    Outcome<std::vector<ListedOrder>> orders = list_orders(client, script, watcher);
    if (!orders) return orders.error();
    Outcome<std::vector<SkuView>> skus = get_skus(client, script);
    if (!skus) return skus.error();
    const Outcome<SaleView> after = get_sale(client, script);
    if (!after) return after.error();
    if (*before == *after) {
      return Books{.sale = std::move(*before), .skus = std::move(*skus), .orders = std::move(*orders)};
    }
    std::this_thread::sleep_for(pause_between_looks);
  }
  return Problem{fmt::format("The sale {} keeps changing after the load has ended: is something else ordering from it? "
                             "Run the load against a sale of its own.", script.sale)};
}

Outcome<bool> wait_for_holds(ApiClient& client, const Script& script, std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  auto until = Clock::now() + patience;
  for (unsigned returns = 0;;) {
    const auto asked = Clock::now();
    const Outcome<SaleView> sale = get_sale(client, script);
    if (!sale) return sale.error();
    if (sale->orders.held == 0) return true;
    const auto now = Clock::now();
    const bool was_away = now - asked > away_from && ++returns <= returns_max;
    if (was_away) until = std::max<Clock::time_point>(until, now + time_to_return);
    if (now >= until) return false;
    std::this_thread::sleep_for(pause_between_looks);
  }
}

}  // namespace doorbuster::loadtest
