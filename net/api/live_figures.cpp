// Live figures as JSON.
#include "net/api/live_figures.hpp"

#include <array>
#include <chrono>

#include "net/api/render_views.hpp"
#include "net/http/problem.hpp"
#include "net/json/json_writer.hpp"
#include "net/pages/operator_pages.hpp"

namespace doorbuster::net {
namespace {

inventory::Instant wall_time() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count()};
}

void append_item(JsonWriter& json, const inventory::WatchedItem& watched) {
  json.begin_object();
  append_sale_item_members(json, watched.item.terms);
  append_sale_item_units(json, watched.item);
  json.member("name", std::string_view(watched.sku.name));
  json.key("stock");
  json.begin_object();
  json.member("received", watched.sku.received);
  json.member("available", watched.sku.available);
  json.member("held", watched.sku.held);
  json.member("sold", watched.sku.sold);
  json.end_object();
  json.end_object();
}

void append_sale(JsonWriter& json, const inventory::WatchedSale& watched) {
  json.begin_object();
  append_sale_head_members(json, watched.sale.terms);
  json.key("items");
  json.begin_array();
  for (const inventory::WatchedItem& item : watched.items) append_item(json, item);
  json.end_array();
  json.member("all_items", watched.all_items);
  append_sale_standing_members(json, watched.sale);
  json.end_object();
}

// Since the process started, by problem code; only what has come up.
void append_refusals(JsonWriter& json, const ServerState& server) {
  const core::EngineMeters& engine = server.engine.meters();
  std::array<std::uint64_t, problem_codes> counts{};
  const auto count = [&counts](ProblemCode code) -> std::uint64_t& { return counts[static_cast<std::size_t>(code)]; };
  for (std::size_t i = 0; i < inventory::reasons; ++i) {
    const inventory::Rejection rejection{.reason = static_cast<inventory::Reason>(i)};
    count(problem_of(rejection).code) += engine.rejections[i].value();
  }
  count(ProblemCode::sold_out) += engine.refused_early.value();
  count(ProblemCode::overloaded) += engine.overloaded.value() + server.meters.refused_for_buffers.value();
  for (const core::Counter& limited : server.meters.rate_limited) count(ProblemCode::rate_limited) += limited.value();

  json.begin_object();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) json.member(all_problems()[i].name, counts[i]);
  }
  json.end_object();
}

// By powers of two of a microsecond (core::LatencyHistogram).
void append_latencies(JsonWriter& json, const core::LatencyHistogram& histogram) {
  json.begin_array();
  for (std::size_t i = 0; i < core::LatencyHistogram::buckets; ++i) json.value(histogram.count(i));
  json.end_array();
}

void append_server(JsonWriter& json, const ServerState& server) {
  const std::string not_ready = not_ready_reason(server);
  json.begin_object();
  json.member("version", std::string_view(DOORBUSTER_VERSION));
  json.member("ready", not_ready.empty());
  json.member("not_ready_reason", std::string_view(not_ready));
  json.member("queued_commands", server.engine.meters().queued_commands.value());
  json.member("position", server.engine.stable_position().value);
  json.member("connections", server.meters.connections_open());
  json.key("refusals");
  append_refusals(json, server);
  json.key("request_latency_counts");
  append_latencies(json, server.meters.whole_request);
  json.key("journal_latency_counts");
  append_latencies(json, server.engine.journal_meters().write);
  json.end_object();
}

}  // namespace

std::string live_figures(const inventory::SalesWatch& watch, Role role, const ServerState& server) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.member("at", wall_time());
  json.member("role", name_of(role));
  json.key("sales");
  json.begin_array();
  for (const inventory::WatchedSale& sale : watch.sales) append_sale(json, sale);
  json.end_array();
  json.member("all_sales", watch.all_sales);
  json.key("server");
  if (may(role, Permission::metrics)) {
    append_server(json, server);
  } else {
    json.null();
  }
  json.end_object();
  return text;
}

}  // namespace doorbuster::net
