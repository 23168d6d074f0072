// The table, from the general to the particular, and the sentence.
#include "loadtest/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loadtest/wording.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr int label_width = 22;

void row(std::FILE* out, std::string_view label, std::string_view text) {
  fmt::print(out, "  {:<{}} {}\n", label, label_width, text);
}

std::string latency_text(const Latency& latency) {
  return fmt::format("p50 {}  p90 {}  p99 {}  p99.9 {}  max {}", in_words(latency.p50), in_words(latency.p90),
                     in_words(latency.p99), in_words(latency.p999), in_words(latency.max));
}

void print_orders(std::FILE* out, const LoadResult& result) {
  const Progress& totals = result.totals;
  fmt::print(out, "\nOrders\n");
  row(out, "offered", fmt::format("{} of {} planned{}", grouped(totals.offered), grouped(totals.planned),
                                  result.stopped_early ? " (stopped early)" : ""));
  row(out, "won", grouped(totals.won));
  for (const RefusalCount& refusal : result.refusals) {
    row(out, "refused", fmt::format("{} {}", grouped(refusal.orders), refusal.reason));
  }
  if (result.unknown > 0) row(out, "outcome unknown", grouped(result.unknown));
  row(out, "paid", grouped(totals.paid));
  row(out, "failed requests", fmt::format("{}, tried again {}, answered as replays {}", grouped(totals.errors),
                                          grouped(totals.retries), grouped(result.replayed)));
}

void print_speed(std::FILE* out, const LoadResult& result) {
  const double seconds = static_cast<double>(result.totals.elapsed.count()) / 1e3;
  fmt::print(out, "\nSpeed\n");
  row(out, "duration", fmt::format("{:.1f} s", seconds));
  row(out, "answered at most", fmt::format("{} orders/s", grouped(result.orders_per_second_peak)));
  row(out, "latency", latency_text(result.order_latency) + "  (from the intended time to the deciding answer)");
  row(out, "service time", latency_text(result.service_time) + "  (of the deciding request alone)");
  row(out, "sent late by", latency_text(result.lateness));
  if (result.reads > 0) {
    row(out, "reads", fmt::format("{} answered, {}", grouped(result.reads), latency_text(result.read_time)));
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

std::string failure_sentence(const LoadResult& result) {
  const auto failed = std::ranges::count(result.checks, false, &Check::passed);
  const auto first = std::ranges::find(result.checks, false, &Check::passed);
  return fmt::format("The audit failed: {} of {} checks did not hold, first \"{}\". {} Keep the server's data "
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

}  // namespace

std::string sentence_of(const LoadResult& result) {
  if (result.status == ExitStatus::could_not_run) return result.problem;
  if (result.status == ExitStatus::audit_failed) return failure_sentence(result);
  if (!result.audited) {
    return fmt::format("NOTHING WAS AUDITED, as --no-audit asks: nobody knows what was sold. {} came, at most {} were "
                       "answered in a second, half of them within {} and 99 of 100 within {}.{}",
                       counted(result.totals.offered, "order"), grouped(result.orders_per_second_peak),
                       in_words(result.order_latency.p50), in_words(result.order_latency.p99), trouble_text(result));
  }
  const double seconds = static_cast<double>(result.totals.elapsed.count()) / 1e3;
  const std::string held =
      result.units_held == 0 ? "" : fmt::format(" and {} are held", grouped(result.units_held));
  return fmt::format("{} of {} units were sold{} to {} in {:.1f} s: {} came, at most {} were answered in a second, "
                     "half of them within {} and 99 of 100 within {}.{} Nothing was lost and nothing was oversold.",
                     grouped(result.units_sold), grouped(result.units_supplied), held,
                     counted(result.buyers_served, "buyer"), seconds, counted(result.totals.offered, "order"),
                     grouped(result.orders_per_second_peak), in_words(result.order_latency.p50),
                     in_words(result.order_latency.p99), trouble_text(result));
}

void print_report(std::FILE* out, const LoadResult& result) {
  if (result.status != ExitStatus::could_not_run) {
    print_orders(out, result);
    print_speed(out, result);
    if (result.audited) {
      print_units(out, result);
      print_checks(out, result);
    }
    fmt::print(out, "\n");
    for (const std::string& warning : result.warnings) fmt::print(out, "Warning: {}\n", warning);
  }
  fmt::print(out, "{}\n", sentence_of(result));
}

}  // namespace doorbuster::loadtest
