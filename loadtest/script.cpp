// Names, keys and calls.
#include "loadtest/script.hpp"

#include <fmt/format.h>

#include "loadtest/wire.hpp"

namespace doorbuster::loadtest {

std::string sku_id(const Script& script, std::uint32_t sku) {
  return fmt::format("{}.{}", script.sale, script.plan.skus[sku].name);
}

HttpCall place_call(const Script& script, std::size_t order) {
  const Arrival& arrival = script.plan.arrivals[order];
  std::vector<std::string> ids;
  ids.reserve(arrival.lines.size());
  std::vector<OrderLine> lines;
  for (const PlannedLine& line : arrival.lines) {
    lines.push_back({.sku = ids.emplace_back(sku_id(script, line.sku)), .qty = line.qty});
  }
  return {.method = Method::post,
          .path = "/v1/orders",
          .body = order_body(script.sale, script.plan.buyers[arrival.buyer], lines),
          .key = fmt::format("{}-{}", script.sale, order)};
}

HttpCall settle_call(const Script& script, std::size_t order, const OrderRecord& record) {
  const std::string path = fmt::format("/v1/orders/{}", record.acknowledged.order);
  if (script.plan.arrivals[order].intent == Intent::cancel) {
    return {.method = Method::post, .path = path + "/cancel", .body = {}, .key = {}};
  }
  return {.method = Method::post,
          .path = path + "/pay",
          .body = payment_body(fmt::format("pay-{}", order), record.acknowledged.total),
          .key = {}};
}

HttpCall stock_change_call(const Script& script, std::size_t change) {
  const StockChange& planned = script.plan.stock_changes[change];
  return {.method = Method::post,
          .path = fmt::format("/v1/skus/{}/stock", sku_id(script, planned.sku)),
          .body = stock_body(planned.delta, "adjusted during the sale"),
          .key = fmt::format("{}-change-{}", script.sale, change)};
}

HttpCall read_call(const Script& script, std::size_t read) {
  const std::optional<std::uint32_t> sku = script.plan.reads[read].sku;
  return {.method = Method::get,
          .path = sku ? fmt::format("/v1/skus/{}", sku_id(script, *sku)) : fmt::format("/v1/sales/{}", script.sale),
          .body = {},
          .key = {}};
}

}  // namespace doorbuster::loadtest
