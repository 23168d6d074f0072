// Which figures are shown, under which names.
#include "net/pages/metrics_page.hpp"

#include <prometheus/text_serializer.h>

#include <array>
#include <sstream>

#include "net/http/media_type.hpp"
#include "net/json/words.hpp"
#include "net/limits/rate_standing.hpp"
#include "net/metrics/meters.hpp"
#include "net/metrics/metric_families.hpp"
#include "net/metrics/open_metrics.hpp"
#include "net/metrics/process_figures.hpp"
#include "net/monotonic.hpp"
#include "net/pages/stock_metrics.hpp"

namespace doorbuster::net {
namespace {

using Words = std::span<const std::string_view>;

// In the order of the alternatives and enumerators that they name.
constexpr std::array<std::string_view, std::variant_size_v<inventory::Command>> command_words{
    "put_sku", "adjust_stock", "put_sale", "place_order", "pay_order", "cancel_order", "forget_buyer"};
constexpr std::array<std::string_view, std::variant_size_v<inventory::Query>> query_words{
    "read_sku", "read_sale", "read_order", "list_orders", "list_sales", "watch_sales"};
constexpr std::array<std::string_view, inventory::reasons> reason_words{
    "key_reused",          "sku_not_found",    "sale_not_found",  "sku_not_in_sale", "order_not_found",
    "total_out_of_bounds", "sale_not_started", "sale_ended",      "order_in_flight", "limit_reached",
    "sold_out",            "insufficient_stock", "out_of_range",  "sale_started",    "already_paid",
    "amount_mismatch",     "hold_expired",     "wrong_status",    "capacity_reached"};
constexpr std::array<std::string_view, methods> method_words{"get", "head", "put", "post", "options", "other"};
constexpr std::array<std::string_view, timeouts> timeout_words{"head", "body", "write", "idle", "handshake"};
constexpr std::array<std::string_view, unwelcomes> unwelcome_words{"connections", "address", "descriptors"};
constexpr std::array<std::string_view, distrusts> distrust_words{
    "no_key",        "unknown_key",   "signing_key_sent", "malformed_signature", "expired",
    "in_the_future", "bad_signature", "other_body",       "replayed",            "nonces_not_known",
    "nonces_full",   "not_checked",   "role"};
constexpr std::array<std::string_view, log_drops> log_drop_words{"queue_full", "not_written"};
constexpr std::array<std::string_view, status_classes> class_words{"0xx", "1xx", "2xx", "3xx", "4xx", "5xx"};
// No response of ours has a status below 200.
constexpr std::size_t first_class = 2;

void add_each(std::span<core::Counter> sums, std::span<const core::Counter> counters) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i].add(counters[i].value());
}

void add_engine(MetricFamilies& families, const core::Engine& engine) {
  const core::EngineMeters& meters = engine.meters();
  const auto early = meters.refused_early.value();
  std::array<core::Counter, command_words.size()> commands;
  add_each(commands, meters.commands);
  commands[inventory::Command(inventory::PlaceOrder()).index()].add(early);
  std::array<core::Counter, inventory::reasons> rejections;
  add_each(rejections, meters.rejections);
  rejections[static_cast<std::size_t>(inventory::Reason::sold_out)].add(early);

  families.counters("commands_total", "Commands decided, by kind.", "kind", command_words, commands);
  families.counters("queries_total", "Queries answered by the engine, by kind.", "kind", query_words, meters.queries);
  families.counters("events_total", "Events journaled since start, by type.", "type", event_type_words, meters.events);
  families.counters("rejections_total", "Commands and queries refused, by reason.", "reason", reason_words,
                    rejections);
  families.counter("early_refusals_total", "Of those, orders refused as sold out without waiting for the engine.",
                   meters.refused_early);
  families.counter("replays_total", "Requests whose idempotency key had been accepted before.", meters.replays);
  families.counter("overloaded_total", "Submissions refused because the queue was full.", meters.overloaded);
  families.gauge("queued_commands", "Commands on their way, not yet answered.",
                 static_cast<double>(meters.queued_commands.value()));
  families.gauge("position", "Position of the newest event.", static_cast<double>(meters.position.value()));
  families.gauge("stable_position", "Position up to which the journal survives a crash.",
                 static_cast<double>(engine.stable_position().value));
}

void add_journal(MetricFamilies& families, const core::JournalMeters& meters) {
  families.counter("journal_batches_total", "Batches written to the journal.", meters.batches);
  families.counter("journal_written_bytes_total", "Bytes written to the journal's device, padding and all.",
                   meters.bytes);
  families.counter("journal_segments_total", "Journal segments begun since start.", meters.segments);
  families.counter("journal_segments_recycled_total", "Of those, segments begun in the file of one no longer needed.",
                   meters.recycled);
  families.gauge("journal_kept_bytes", "Size of all journal segments on the disk.",
                 static_cast<double>(meters.kept_bytes.value()));
  families.counter("snapshots_total", "Snapshots made since start.", meters.snapshots);
  families.counter("snapshot_failures_total", "Snapshots that could not be made; the journal went on.",
                   meters.snapshot_failures);
  families.gauge("snapshot_segment", "The last journal segment that the newest snapshot covers; 0 if there is none.",
                 static_cast<double>(meters.snapshot_segment.value()));
  families.gauge("snapshots_kept_bytes", "Size of all snapshots on the disk.",
                 static_cast<double>(meters.snapshots_kept_bytes.value()));
  families.histograms("journal_write_seconds", "From a batch handed to the device to the batch stable.", {},
                      std::array{MetricFamilies::Labelled{{}, meters.write}});
}

void add_stages(MetricFamilies& families, const core::EngineMeters& engine, const NetMeters& net) {
  families.histograms("stage_seconds", "Time that requests spend at each stage of their way, in its order.", "stage",
                      std::array<MetricFamilies::Labelled, 5>{{{"parse_and_route", net.parse_and_route},
                                                               {"queue", engine.queue_wait},
                                                               {"decide", engine.decide},
                                                               {"journal", engine.journal_wait},
                                                               {"render", net.render}}});
  families.histograms("request_seconds", "From a request's bytes read to its answer written.", {},
                      std::array{MetricFamilies::Labelled{{}, net.whole_request}});
}

void add_net(MetricFamilies& families, const NetMeters& meters) {
  families.counters("http_requests_total", "Requests whose framing was good, by method.", "method", method_words,
                    meters.requests);
  families.counters("http_responses_total", "Responses, by class of status.", "class",
                    Words(class_words).subspan(first_class), std::span(meters.responses).subspan(first_class));
  std::array<std::string_view, problem_codes> codes;
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = all_problems()[i].name;
  families.counters("http_framing_errors_total", "Requests refused before they were routed, by problem code.", "code",
                    codes, meters.framing_errors);
  families.counters("rate_limited_total", "Requests and entries of batches refused as too many, by limit.", "limit",
                    rate_limit_words, meters.rate_limited);
  families.counters("access_refusals_total", "Requests refused for their key or signature, by reason.", "reason",
                    distrust_words, meters.access_refused);
  families.counters("connection_timeouts_total", "Connections closed at a deadline, by what it was for.", "deadline",
                    timeout_words, meters.timed_out);
  families.counter("connections_accepted_total", "Connections accepted.", meters.connections_accepted);
  families.counters("connections_refused_total", "Connections refused, by what there was too little of.", "bound",
                    unwelcome_words, meters.connections_refused);
  families.gauge("connections_open", "Connections open now.", static_cast<double>(meters.connections_open()));
  families.gauge("buffered_bytes", "Bytes of requests and answers that connections hold beyond their own buffers.",
                 static_cast<double>(meters.buffered_bytes.load()));
  families.counter("buffer_refusals_total", "Requests refused because the buffers of all connections were full.",
                   meters.refused_for_buffers);
  families.gauge("event_streams_open", "Server-sent event streams open now.",
                 static_cast<double>(meters.streams_open()));
  families.counter("request_log_lines_total", "Lines written to the request log.", meters.request_log_lines);
  families.counters("request_log_dropped_total", "Lines of the request log that were dropped, by why.", "why",
                    log_drop_words, meters.request_log_dropped);
  families.counter("received_bytes_total", "Bytes read from connections.", meters.bytes_in);
  families.counter("sent_bytes_total", "Bytes written to connections.", meters.bytes_out);
}

void add_process(MetricFamilies& families, const ServerState& server) {
  const bool ready = server.engine.status() == core::EngineStatus::running && !server.draining;
  families.gauge("ready", "1 while orders are taken, as /readyz says.", ready ? 1 : 0);
  families.info("build_info", "The version that is running.", "version", DOORBUSTER_VERSION);
  const ProcessFigures process = process_figures();
  families.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.",
                 process.start_time_seconds);
  if (process.resident_bytes) {
    families.gauge("process_resident_memory_bytes", "Memory that is resident.",
                   static_cast<double>(*process.resident_bytes));
  }
  if (process.open_descriptors) {
    families.gauge("process_open_fds", "File descriptors that are open.",
                   static_cast<double>(*process.open_descriptors));
  }
  if (const auto disk = disk_figures(server.data_directory)) {
    families.gauge("disk_free_bytes", "Room left on the data directory's disk, as far as this process may use it.",
                   static_cast<double>(disk->free_bytes));
    families.gauge("disk_size_bytes", "Size of the data directory's disk.", static_cast<double>(disk->size_bytes));
  }
}

}  // namespace

HttpResponse metrics_page(ServerState& server, inventory::MerchantId merchant, std::string_view accept) {
  MetricFamilies families;
  add_engine(families, server.engine);
  add_journal(families, server.engine.journal_meters());
  add_stages(families, server.engine.meters(), server.meters);
  add_net(families, server.meters);
  add_process(families, server);
  const auto sales = server.stock.ask(merchant, monotonic_ns());
  add_stock(families, sales.get());

  std::ostringstream text;
  prometheus::TextSerializer().Serialize(text, families.all());
  HttpResponse response;
  if (accepts(accept, "application/openmetrics-text")) {
    response.content_type = open_metrics_type;
    response.body = as_open_metrics(text.view());
  } else {
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = std::move(text).str();
  }
  return response;
}

}  // namespace doorbuster::net
