// One reading of /metrics, in Prometheus' text format 0.0.4, and what two readings tell of the time between them.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace doorbuster::app {

class MetricsReading {
 public:
  // Lines that are no sample are passed over.
  MetricsReading(std::string_view text, std::chrono::steady_clock::time_point at);

  // Of one series, written as it stands there: `doorbuster_events_total{type="order_held"}`; 0 where it isn't there.
  [[nodiscard]] double value(const std::string& series) const;
  // Of all series of a name together.
  [[nodiscard]] double sum(const std::string& name) const;
  // The first series of a name, labels and all; empty where there is none.
  [[nodiscard]] std::string_view first_series(const std::string& name) const;
  [[nodiscard]] std::chrono::steady_clock::time_point at() const { return at_; }

  // By upper bound in seconds, ascending: how many observations were at or below it; +Inf comes last.
  [[nodiscard]] std::map<double, double> buckets(const std::string& histogram) const;

 private:
  std::map<std::string, double, std::less<>> values_;
  std::chrono::steady_clock::time_point at_;
};

// What was added to a sum of counters, a second; 0 where a restart has set them back.
[[nodiscard]] double rate(double before, double after, std::chrono::duration<double> between);

// Of the observations between two readings: the value that `share` of them are at or below, in seconds, as
// Prometheus' histogram_quantile has it; nothing where there were none.
[[nodiscard]] std::optional<double> quantile(const std::map<double, double>& before,
                                             const std::map<double, double>& after, double share);

}  // namespace doorbuster::app
