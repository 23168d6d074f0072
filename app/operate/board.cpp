// Which figures, from which metrics, in which words.
#include "app/operate/board.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/value.hpp>
#include <cmath>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "app/operate/answer_text.hpp"

namespace doorbuster::app {
namespace {

namespace json = boost::json;

constexpr std::size_t items_shown_max = 8;  // of a sale, so that several fit a screen
constexpr double mebibyte = 1 << 20;
constexpr std::array<const char*, 8> bars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::string event_series(const char* type) { return fmt::format("doorbuster_events_total{{type=\"{}\"}}", type); }

std::string whole(double number) { return grouped(std::llround(number)); }

std::string time_text(const std::optional<double>& seconds) {
  if (!seconds) return "-";
  if (*seconds < 1e-3) return fmt::format("{:.0f} µs", *seconds * 1e6);
  if (*seconds < 1) return fmt::format("{:.2f} ms", *seconds * 1e3);
  return fmt::format("{:.2f} s", *seconds);
}

std::string sparkline(const std::deque<double>& values) {
  const double most = values.empty() ? 0 : *std::ranges::max_element(values);
  std::string line;
  for (const double value : values) {
    const double share = most > 0 ? value / most : 0;
    line += bars.at(static_cast<std::size_t>(std::lround(share * static_cast<double>(bars.size() - 1))));
  }
  return line;
}

// The value of the only label of an info metric: `doorbuster_build_info{version="0.1.0"}`.
std::string label_of(std::string_view series) {
  const auto begin = series.find('"');
  if (begin == std::string_view::npos) return {};
  return std::string(series.substr(begin + 1, series.find('"', begin + 1) - begin - 1));
}

void add_sale(const json::object& sale, std::vector<std::string>& lines) {
  lines.push_back(fmt::format("{}: {}; paid for: {}", text_of(sale, "sale"), standing_of(sale),
                              money(number_of(sale, "gmv"), text_of(sale, "currency"))));
  lines.push_back(fmt::format("  {} held, {} paid, {} cancelled, {} expired", grouped(orders_in(sale, "held")),
                              grouped(orders_in(sale, "paid")), grouped(orders_in(sale, "cancelled")),
                              grouped(orders_in(sale, "expired"))));
  std::size_t shown = 0;
  const json::array& items = array_of(sale, "items");
  for (const json::value& value : items) {
    if (!value.is_object() || ++shown > items_shown_max) continue;
    const json::object& item = value.get_object();
    lines.push_back(fmt::format("  {:<20} {:>11} left  {:>11} held  {:>11} sold", text_of(item, "sku"),
                                grouped(number_of(item, "available")), grouped(number_of(item, "held")),
                                grouped(number_of(item, "sold"))));
  }
  if (items.size() > items_shown_max) lines.push_back(fmt::format("  … and {} more", items.size() - items_shown_max));
}

}  // namespace

BoardFigures board_figures(const MetricsReading& before, const MetricsReading& after) {
  const std::chrono::duration<double> between = after.at() - before.at();
  const auto series_rate = [&](const std::string& series) {
    return rate(before.value(series), after.value(series), between);
  };
  const auto whole_value = [&](const char* name) { return std::llround(after.value(name)); };
  const auto percentile = [&](const char* name, double share) {
    return quantile(before.buckets(name), after.buckets(name), share);
  };
  BoardFigures figures;
  figures.version = label_of(after.first_series("doorbuster_build_info"));
  figures.ready = after.value("doorbuster_ready") > 0;
  figures.requests = rate(before.sum("doorbuster_http_requests_total"), after.sum("doorbuster_http_requests_total"),
                          between);
  figures.held = series_rate(event_series("order_held"));
  figures.paid = series_rate(event_series("order_paid"));
  figures.cancelled = series_rate(event_series("order_cancelled"));
  figures.expired = series_rate(event_series("order_expired"));
  figures.sold_out = series_rate("doorbuster_rejections_total{reason=\"sold_out\"}");
  figures.refused = rate(before.sum("doorbuster_rejections_total"), after.sum("doorbuster_rejections_total"), between);
  figures.server_errors = series_rate("doorbuster_http_responses_total{class=\"5xx\"}");
  figures.answer_p50 = percentile("doorbuster_request_seconds", 0.5);
  figures.answer_p99 = percentile("doorbuster_request_seconds", 0.99);
  figures.journal_p50 = percentile("doorbuster_journal_write_seconds", 0.5);
  figures.journal_p99 = percentile("doorbuster_journal_write_seconds", 0.99);
  figures.queued = whole_value("doorbuster_queued_commands");
  figures.connections = whole_value("doorbuster_connections_open");
  figures.streams = whole_value("doorbuster_event_streams_open");
  figures.position = whole_value("doorbuster_stable_position");
  figures.memory_bytes = whole_value("doorbuster_process_resident_memory_bytes");
  figures.disk_free_bytes = whole_value("doorbuster_disk_free_bytes");
  return figures;
}

std::vector<std::string> board_lines(const BoardFigures& f, const std::vector<json::object>& sales,
                                     const std::deque<double>& history) {
  std::vector<std::string> lines{
      fmt::format("Doorbuster {}, {}, at position {}", f.version, f.ready ? "takes orders" : "TAKES NO ORDERS",
                  grouped(f.position)),
      "",
      fmt::format("orders/s    {:>9} held  {:>9} paid  {:>9} cancelled  {:>9} expired", whole(f.held), whole(f.paid),
                  whole(f.cancelled), whole(f.expired)),
      fmt::format("refused/s   {:>9} sold out  {:>9} in all  {:>9} answers 5xx", whole(f.sold_out), whole(f.refused),
                  whole(f.server_errors)),
      fmt::format("requests/s  {:>9}   half answered in {}, 99 % in {}", whole(f.requests), time_text(f.answer_p50),
                  time_text(f.answer_p99)),
      fmt::format("journal                 half written in {}, 99 % in {}", time_text(f.journal_p50),
                  time_text(f.journal_p99)),
      fmt::format("now         {:>9} queued  {:>9} connections  {:>9} event streams", grouped(f.queued),
                  grouped(f.connections), grouped(f.streams)),
      fmt::format("memory      {:>9} MiB, {} MiB free on the disk",
                  whole(static_cast<double>(f.memory_bytes) / mebibyte),
                  whole(static_cast<double>(f.disk_free_bytes) / mebibyte))};
  if (history.size() > 1) lines.push_back("held/s      " + sparkline(history));
  for (const json::object& sale : sales) {
    lines.emplace_back();
    add_sale(sale, lines);
  }
  return lines;
}

std::string board_line(const BoardFigures& f, const std::vector<json::object>& sales) {
  std::string line = fmt::format("held {}/s, paid {}/s, expired {}/s, sold out {}/s, queued {}, answers p99 {}, "
                                 "journal p99 {}", whole(f.held), whole(f.paid), whole(f.expired), whole(f.sold_out),
                                 f.queued, time_text(f.answer_p99), time_text(f.journal_p99));
  if (!f.ready) line += ", TAKES NO ORDERS";
  for (const json::object& sale : sales) {
    line += fmt::format("; {} {}: {} held, {} paid", text_of(sale, "sale"), text_of(sale, "status"),
                        grouped(orders_in(sale, "held")), grouped(orders_in(sale, "paid")));
  }
  return line;
}

json::object board_json(const BoardFigures& f, const std::vector<json::object>& sales) {
  const auto optional = [](const std::optional<double>& value) { return value ? json::value(*value) : json::value(); };
  return {{"at", to_rfc3339(time_now())},
          {"version", f.version},
          {"ready", f.ready},
          {"position", f.position},
          {"per_second",
           {{"requests", f.requests},
            {"held", f.held},
            {"paid", f.paid},
            {"cancelled", f.cancelled},
            {"expired", f.expired},
            {"sold_out", f.sold_out},
            {"refused", f.refused},
            {"server_errors", f.server_errors}}},
          {"answer_seconds", {{"p50", optional(f.answer_p50)}, {"p99", optional(f.answer_p99)}}},
          {"journal_write_seconds", {{"p50", optional(f.journal_p50)}, {"p99", optional(f.journal_p99)}}},
          {"queued", f.queued},
          {"connections", f.connections},
          {"event_streams", f.streams},
          {"memory_bytes", f.memory_bytes},
          {"disk_free_bytes", f.disk_free_bytes},
          {"sales", json::array(sales.begin(), sales.end())}};
}

}  // namespace doorbuster::app
