// SKUs first, then their stock, then the sale that names them.
#include "loadtest/contract/sale_opening.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "loadtest/contract/wire.hpp"

namespace doorbuster::loadtest {
namespace {

std::string rfc3339(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

Outcome<void> stock_sku(ApiClient& client, const Script& script, std::uint32_t sku) {
  const std::string id = sku_id(script, sku);
  const std::string path = fmt::format("/v1/skus/{}", id);
  const Outcome<HttpReply> created = client.succeed(
      {.method = Method::put, .path = path, .body = sku_body(script.plan.skus[sku].name), .key = {}});
  if (!created) return created.error();
  if (script.stock[sku] == 0) return {};
  const Outcome<HttpReply> stocked = client.succeed({.method = Method::post,
                                                     .path = path + "/stock",
                                                     .body = stock_body(script.stock[sku], "for the rehearsal"),
                                                     .key = fmt::format("{}-stock-{}", script.sale, sku)});
  if (!stocked) return stocked.error();
  return {};
}

std::string body_of(const Script& script, LatePayment late_payment) {
  const auto now = std::chrono::system_clock::now();
  std::vector<SaleItemTerms> items;
  for (std::uint32_t sku = 0; sku < script.plan.skus.size(); ++sku) {
    items.push_back({.sku = sku_id(script, sku), .price = script.plan.skus[sku].price, .quota = script.quota});
  }
  return sale_body({.name = fmt::format("Rehearsal {}", script.sale),
                    .currency = script.currency,
                    .starts_at = rfc3339(now - window_before),
                    .ends_at = rfc3339(now + window_after),
                    .hold_seconds = script.hold.count(),
                    .late_payment = late_payment,
                    .per_buyer_limit = script.per_buyer_limit},
                   items);
}

}  // namespace

Outcome<void> refuse_known_sale(ApiClient& client, const Script& script) {
  const Outcome<HttpReply> known = client.call(
      {.method = Method::get, .path = fmt::format("/v1/sales/{}", script.sale), .body = {}, .key = {}});
  if (!known) return known.error();
  if (known->status == 404) return {};
  return Problem{fmt::format("The server has a sale named {} already (or can't say: it answers {}). Choose another "
                             "name with --sale, or leave --sale out.", script.sale, known->status)};
}

Outcome<void> open_sale(ApiClient& client, const Script& script, LatePayment late_payment) {
  const std::string body = body_of(script, late_payment);
  if (body.size() > sale_body_bytes_max) {
    return Problem{fmt::format("A sale of {} SKUs with names this long is more than one request may hold (64 KiB). "
                               "Play fewer orders with --trace-orders-max, or use shorter names.",
                               script.plan.skus.size())};
  }
  for (std::uint32_t sku = 0; sku < script.plan.skus.size(); ++sku) {
    if (const Outcome<void> stocked = stock_sku(client, script, sku); !stocked) return stocked;
  }
  const Outcome<HttpReply> opened = client.succeed(
      {.method = Method::put, .path = fmt::format("/v1/sales/{}", script.sale), .body = body, .key = {}});
  if (!opened) return opened.error();
  return {};
}

}  // namespace doorbuster::loadtest
