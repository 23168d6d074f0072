// What `doorbuster top` shows: figures of the time between two readings, and sales as they are; as text and as JSON.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/array.hpp>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "app/operate/metrics_reading.hpp"

namespace doorbuster::app {

// Rates are per second, latencies in seconds.
struct BoardFigures {
  std::string version;
  bool ready = false;
  double requests = 0, held = 0, paid = 0, cancelled = 0, expired = 0, sold_out = 0, refused = 0, server_errors = 0;
  std::optional<double> answer_p50, answer_p99, journal_p50, journal_p99;
  std::int64_t queued = 0, connections = 0, streams = 0, position = 0, memory_bytes = 0, disk_free_bytes = 0;
};

[[nodiscard]] BoardFigures board_figures(const MetricsReading& before, const MetricsReading& after);

// `sales`: as GET /v1/sales/{sale} has them. `history`: the orders held a second of the last readings, oldest first.
[[nodiscard]] std::vector<std::string> board_lines(const BoardFigures& figures,
                                                   const std::vector<boost::json::object>& sales,
                                                   const std::deque<double>& history);
// All of it in one line, for a log.
[[nodiscard]] std::string board_line(const BoardFigures& figures, const std::vector<boost::json::object>& sales);
[[nodiscard]] boost::json::object board_json(const BoardFigures& figures,
                                             const std::vector<boost::json::object>& sales);

}  // namespace doorbuster::app
