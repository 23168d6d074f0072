// Samples line by line.
#include "app/operate/metrics_reading.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace doorbuster::app {
namespace {

// Whether a series is one of `name`: alone, or with labels.
bool is_of(std::string_view series, std::string_view name) {
  return series.starts_with(name) && (series.size() == name.size() || series[name.size()] == '{');
}

double number_in(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

}  // namespace

MetricsReading::MetricsReading(std::string_view text, std::chrono::steady_clock::time_point at) : at_(at) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto space = line.rfind(' ');
    if (line.starts_with('#') || space == std::string_view::npos) continue;
    values_[std::string(line.substr(0, space))] = number_in(std::string(line.substr(space + 1)));
  }
}

double MetricsReading::value(const std::string& series) const {
  const auto found = values_.find(series);
  return found == values_.end() ? 0 : found->second;
}

double MetricsReading::sum(const std::string& name) const {
  double sum = 0;
  for (auto at = values_.lower_bound(name); at != values_.end() && at->first.starts_with(name); ++at) {
    if (is_of(at->first, name)) sum += at->second;
  }
  return sum;
}

std::string_view MetricsReading::first_series(const std::string& name) const {
  const auto at = values_.lower_bound(name);
  return at != values_.end() && is_of(at->first, name) ? std::string_view(at->first) : std::string_view();
}

std::map<double, double> MetricsReading::buckets(const std::string& histogram) const {
  constexpr std::string_view label = "le=\"";
  const std::string name = histogram + "_bucket";
  std::map<double, double> buckets;
  for (auto at = values_.lower_bound(name); at != values_.end() && at->first.starts_with(name); ++at) {
    const auto bound = at->first.find(label);
    if (bound != std::string::npos) buckets[number_in(at->first.substr(bound + label.size()))] += at->second;
  }
  return buckets;
}

double rate(double before, double after, std::chrono::duration<double> between) {
  return after < before || between.count() <= 0 ? 0 : (after - before) / between.count();
}

std::optional<double> quantile(const std::map<double, double>& before, const std::map<double, double>& after,
                               double share) {
  const auto count_at = [&](double bound, double count) {
    const auto had = before.find(bound);
    return count - (had == before.end() ? 0 : had->second);
  };
  if (after.empty()) return std::nullopt;
  const double all = count_at(after.rbegin()->first, after.rbegin()->second);
  if (all <= 0) return std::nullopt;
  const double wanted = share * all;
  double low = 0;
  double below = 0;
  for (const auto& [bound, count] : after) {
    const double here = count_at(bound, count);
    if (here >= wanted && here > below) {
      return std::isinf(bound) ? low : low + (bound - low) * (wanted - below) / (here - below);
    }
    low = bound;
    below = here;
  }
  return low;
}

}  // namespace doorbuster::app
