// On a narrow terminal what stands to the left remains.
#include "loadtest/report/live_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loadtest/figures/wording.hpp"
#include "loadtest/report/screen_text.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr std::size_t history_max = 60;
constexpr std::size_t sparkline_columns = 30;
constexpr std::size_t bar_columns = 40;

double seconds(std::chrono::milliseconds duration) { return std::chrono::duration<double>(duration).count(); }

void keep_last(std::vector<double>& values, double value) {
  if (values.size() == history_max) values.erase(values.begin());
  values.push_back(value);
}

// The plan's time; when that is over, payments and late answers may still come.
std::string progress_line(const Progress& progress, std::size_t columns) {
  const double length = std::max(seconds(progress.planned_length), 1e-3);
  const double share = std::min(seconds(progress.elapsed) / length, 1.0);
  const std::string text =
      share < 1 ? fmt::format("{:3.0f} %  {:.0f} of {:.0f} s", share * 100, seconds(progress.elapsed), length)
                : fmt::format("all sent, {:.0f} s; waiting for answers and payments", seconds(progress.elapsed));
  const std::size_t wide = std::min(bar_columns, columns / 2);
  return fmt::format("▕{}▏ {}", bar(share, wide), text);
}

std::string rate_line(std::string_view label, double rate, const std::vector<double>& history, std::string_view rest) {
  const std::string blocks = sparkline(history, sparkline_columns);
  const std::size_t filling = sparkline_columns - columns_of(blocks);
  return fmt::format("{:<9}{:>9}/s  {}{}  {}", label, grouped(static_cast<std::uint64_t>(rate)), blocks,
                     std::string(filling, ' '), rest);
}

}  // namespace

void RateHistory::add(const Progress& progress) {
  keep_last(offered_, progress.offered_per_second);
  keep_last(answered_, progress.orders_per_second);
}

std::vector<std::string> live_lines(const Progress& progress, const RateHistory& history, std::size_t columns) {
  std::vector<std::string> lines{
      progress_line(progress, columns),
      rate_line("offered", progress.offered_per_second, history.offered(),
                fmt::format("{} of {}", grouped(progress.offered), grouped(progress.planned))),
      rate_line("answered", progress.orders_per_second, history.answered(),
                fmt::format("p50 {}  p99 {}", in_words_if_told(progress.p50), in_words_if_told(progress.p99))),
      fmt::format("orders   won {}  refused {}  paid {}", grouped(progress.won), grouped(progress.refused),
                  grouped(progress.paid)),
      fmt::format("requests failed {}  tried again {}  of {}", grouped(progress.errors), grouped(progress.retries),
                  grouped(progress.requests)),
  };
  for (std::string& line : lines) line = cut_to(line, columns);
  return lines;
}

}  // namespace doorbuster::loadtest
