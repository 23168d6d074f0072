// The table, from the general to the particular, and the sentence.
#include "loadtest/report/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loadtest/figures/wording.hpp"
#include "loadtest/reports.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr int label_width = 15;
constexpr int column_width = 9;

void row(std::FILE* out, std::string_view label, std::string_view text) {
  fmt::print(out, "  {:<{}} {}\n", label, label_width, text);
}

void print_orders(std::FILE* out, const LoadResult& result) {
  const Progress& totals = result.totals;
  fmt::print(out, "\nOrders\n");
  row(out, "offered",
      fmt::format("{} of {} planned{}", grouped(totals.offered), grouped(totals.planned),
                  result.stopped_early ? " (stopped early)" : ""));
  row(out, "won", grouped(totals.won));
  for (const RefusalCount& refusal : result.refusals) {
    row(out, "refused", fmt::format("{} {}", grouped(refusal.orders), refusal.reason));
  }
  if (result.unknown > 0) row(out, "outcome unknown", grouped(result.unknown));
  if (totals.unanswered > 0) {
    row(out, "never answered", fmt::format("{}, whose latency counts as how long they waited",
                                           grouped(totals.unanswered)));
  }
  row(out, "paid", grouped(totals.paid));
  row(out, "failed requests",
      fmt::format("{}, tried again {}, answered as replays {}", grouped(totals.errors), grouped(totals.retries),
                  grouped(result.replayed)));
}

void print_speed(std::FILE* out, const LoadResult& result) {
  const double seconds = static_cast<double>(result.totals.elapsed.count()) / 1e3;
  fmt::print(out, "\nSpeed\n");
  row(out, "duration", fmt::format("{:.1f} s", seconds));
  row(out, "answered",
      fmt::format("{:.0f} orders/s on average, {} at most", result.orders_per_second_mean,
                  grouped(result.orders_per_second_peak)));
  row(out, "sent late",
      fmt::format("{} more than {} after their time", counted(result.sent_late, "order"), in_words(late_from)));
}

void print_latency(std::FILE* out, std::string_view label, const Latency& latency) {
  fmt::print(out, "  {:<{}} ", label, label_width);
  for (const auto& value : latency.at) fmt::print(out, "{:>{}}", value ? in_words(*value) : "-", column_width);
  fmt::print(out, "{:>{}}\n", latency.count == 0 ? "-" : in_words(latency.max), column_width);
}

void print_percentiles(std::FILE* out, const LoadResult& result) {
  fmt::print(out, "\n{:<{}} ", "Percentiles", label_width + 2);
  for (const Percentile& percentile : percentiles) fmt::print(out, "{:>{}}", percentile.name, column_width);
  fmt::print(out, "{:>{}}\n", "max", column_width);
  print_latency(out, "order latency", result.order_latency);
  print_latency(out, "service time", result.service_time);
  print_latency(out, "sent late by", result.lateness);
  if (result.reads > 0) print_latency(out, "reads", result.read_time);
  fmt::print(out,
             "  Latency counts from the intended time to the deciding answer, service time the deciding request "
             "alone.\n");
  if (!result.order_latency.at.back()) {
    fmt::print(out, "  A dash stands where too few were counted to tell; for latency, {} were.\n",
               counted(result.order_latency.count, "answer"));
  }
}

void print_units(std::FILE* out, const LoadResult& result) {
  fmt::print(out, "\nUnits of sale {}\n", result.sale);
  row(out, "for sale", grouped(result.units_supplied));
  row(out, "sold", grouped(result.units_sold));
  row(out, "held", grouped(result.units_held));
  row(out, "left", grouped(result.units_left));
  row(out, "turnover", fmt::format("{} {} in minor units", grouped(result.gmv), result.currency));
}

void print_checks(std::FILE* out, const LoadResult& result) {
  fmt::print(out, "\nAudit, through the API\n");
  std::size_t width = 0;
  for (const Check& check : result.checks) width = std::max(width, check.name.size());
  for (const Check& check : result.checks) {
    fmt::print(out, "  {}  {:<{}}  {}\n", check.passed ? "ok  " : "FAIL", check.name, width, check.detail);
  }
}

void print_thresholds(std::FILE* out, const LoadResult& result) {
  if (result.thresholds.empty()) return;
  fmt::print(out, "\nThresholds\n");
  std::size_t width = 0;
  for (const ThresholdVerdict& verdict : result.thresholds) width = std::max(width, verdict.expression.size());
  for (const ThresholdVerdict& verdict : result.thresholds) {
    fmt::print(out, "  {}  {:<{}}  {}\n", verdict.passed ? "ok  " : "FAIL", verdict.expression, width, verdict.detail);
  }
}

std::string failure_sentence(const LoadResult& result) {
  const auto failed = std::ranges::count(result.checks, false, &Check::passed);
  const auto first = std::ranges::find(result.checks, false, &Check::passed);
  return fmt::format(
      "The audit failed: {} of {} checks did not hold, first \"{}\". {} Keep the server's data "
      "directory as it is and run `doorbuster journal verify` on it.",
      failed, result.checks.size(), first->name, first->detail);
}

std::string trouble_text(const LoadResult& result) {
  std::string text;
  if (result.totals.errors > 0) {
    text += fmt::format(" {} failed on the way and {} tried again with the same keys.",
                        counted(result.totals.errors, "request"), result.totals.errors == 1 ? "was" : "were");
  }
  if (result.unknown > 0) text += fmt::format(" The outcome of {} stayed unknown.", counted(result.unknown, "order"));
  if (result.stopped_early) text += " The load was stopped before its end.";
  return text;
}

std::string crossed_text(const LoadResult& result) {
  std::string text;
  for (const ThresholdVerdict& verdict : result.thresholds) {
    if (verdict.passed) continue;
    text += fmt::format("{} {} did not hold: {}.", text.empty() ? " But threshold" : " Threshold", verdict.expression,
                        verdict.detail);
  }
  return text;
}

std::string latency_text(const Latency& latency) {
  std::string text;
  if (latency.at[p50]) text += fmt::format(", half of them within {}", in_words(*latency.at[p50]));
  if (latency.at[p99]) text += fmt::format(" and 99 of 100 within {}", in_words(*latency.at[p99]));
  return text;
}

}  // namespace

std::string sentence_of(const LoadResult& result) {
  if (result.status == ExitStatus::could_not_run) return result.problem;
  if (result.status == ExitStatus::audit_failed) return failure_sentence(result);
  if (!result.audited) {
    return fmt::format(
        "NOTHING WAS AUDITED, as --no-audit asks: nobody knows what was sold. {} came, at most {} were "
        "answered in a second{}.{}{}",
        counted(result.totals.offered, "order"), grouped(result.orders_per_second_peak),
        latency_text(result.order_latency), trouble_text(result), crossed_text(result));
  }
  const double seconds = static_cast<double>(result.totals.elapsed.count()) / 1e3;
  const std::string held = result.units_held == 0 ? "" : fmt::format(" and {} are held", grouped(result.units_held));
  return fmt::format(
      "{} of {} units were sold{} to {} in {:.1f} s: {} came, at most {} were answered in a second{}.{} "
      "Nothing was lost and nothing was oversold.{}",
      grouped(result.units_sold), grouped(result.units_supplied), held, counted(result.buyers_served, "buyer"), seconds,
      counted(result.totals.offered, "order"), grouped(result.orders_per_second_peak),
      latency_text(result.order_latency), trouble_text(result), crossed_text(result));
}

void print_report(std::FILE* out, const LoadResult& result) {
  const bool was_played = result.status != ExitStatus::could_not_run || result.totals.offered > 0;
  if (was_played) {
    print_orders(out, result);
    print_speed(out, result);
    print_percentiles(out, result);
    if (result.audited) {
      print_units(out, result);
      print_checks(out, result);
    }
    print_thresholds(out, result);
    fmt::print(out, "\n");
    for (const std::string& warning : result.warnings) fmt::print(out, "Warning: {}\n", warning);
  }
  fmt::print(out, "{}\n", sentence_of(result));
}

}  // namespace doorbuster::loadtest
