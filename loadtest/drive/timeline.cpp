// Each interval is the difference between two sums.
#include "loadtest/drive/timeline.hpp"

#include <algorithm>

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;

// What is shorter would show a rate that two or three orders make.
constexpr milliseconds interval_min = Timeline::pace / 2;
// A look that comes a little early still ends a whole second.
constexpr milliseconds whole_second_min = Timeline::pace * 9 / 10;

double seconds(milliseconds duration) { return std::chrono::duration<double>(duration).count(); }

double per_second(std::uint64_t count, milliseconds length) {
  return length.count() == 0 ? 0 : static_cast<double>(count) / seconds(length);
}

std::unique_ptr<Histogram> difference(const Histogram& earlier, const Histogram& later) {
  auto histogram = std::make_unique<Histogram>();
  histogram->merge(later);
  histogram->subtract(earlier);
  return histogram;
}

// Latencies are also counted of orders that were not. The threads go on counting, so a look may see more of these.
std::uint64_t answered(const Histogram& latency, std::uint64_t unanswered) {
  return latency.count() - std::min(latency.count(), unanswered);
}

// 0 where there are too few to tell.
std::chrono::nanoseconds percentile_of(const Histogram& histogram, PercentilePlace place) {
  const Percentile& percentile = percentiles[place];
  if (histogram.count() < percentile.one_in) return std::chrono::nanoseconds(0);
  return histogram.percentile(percentile.share());
}

}  // namespace

Timeline::Timeline(const Plan& plan, Clock::time_point start) : plan_(plan), start_(start) {}

void Timeline::look(const std::vector<Meters>& meters, Clock::time_point now) {
  auto sums = sum_up(meters, now);
  if (!intervals_.empty() && sums->totals.elapsed - sums_->totals.elapsed < interval_min) {
    intervals_.pop_back();
  } else {
    before_ = std::move(sums_);
  }
  const Interval& recent = intervals_.emplace_back(between(*before_, *sums));
  Progress& totals = sums->totals;
  totals.offered_per_second = per_second(recent.offered, recent.length);
  totals.orders_per_second = per_second(recent.answered, recent.length);
  totals.p50 = recent.latency_p50;
  totals.p99 = recent.latency_p99;
  sums_ = std::move(sums);
}

std::unique_ptr<Timeline::Sums> Timeline::sum_up(const std::vector<Meters>& meters, Clock::time_point now) const {
  auto sums = std::make_unique<Sums>();
  Progress& totals = sums->totals;
  totals.elapsed = std::max(std::chrono::duration_cast<milliseconds>(now - start_), milliseconds(0));
  totals.planned = plan_.arrivals.size();
  if (!plan_.arrivals.empty()) {
    totals.planned_length = std::chrono::ceil<milliseconds>(plan_.arrivals.back().due);
  }
  const auto due = std::ranges::upper_bound(plan_.arrivals, now - start_, {}, &Arrival::due);
  sums->due = static_cast<std::uint64_t>(due - plan_.arrivals.begin());
  for (const Meters& thread : meters) {
    totals.offered += thread.offered.load(std::memory_order_relaxed);
    totals.won += thread.won.load(std::memory_order_relaxed);
    totals.refused += thread.refused.load(std::memory_order_relaxed);
    totals.paid += thread.paid.load(std::memory_order_relaxed);
    totals.unanswered += thread.unanswered.load(std::memory_order_relaxed);
    totals.requests += thread.requests.load(std::memory_order_relaxed);
    totals.errors += thread.errors.load(std::memory_order_relaxed);
    totals.retries += thread.retries.load(std::memory_order_relaxed);
    sums->order_latency.merge(thread.order_latency);
    sums->service_time.merge(thread.service_time);
  }
  return sums;
}

Interval Timeline::between(const Sums& earlier, const Sums& later) {
  const auto latency = difference(earlier.order_latency, later.order_latency);
  const auto service = difference(earlier.service_time, later.service_time);
  const Progress& from = earlier.totals;
  const Progress& to = later.totals;
  return {.from = from.elapsed,
          .length = to.elapsed - from.elapsed,
          .due = later.due - earlier.due,
          .offered = to.offered - from.offered,
          .answered = answered(*latency, to.unanswered - from.unanswered),
          .won = to.won - from.won,
          .refused = to.refused - from.refused,
          .paid = to.paid - from.paid,
          .errors = to.errors - from.errors,
          .retries = to.retries - from.retries,
          .latency_p50 = percentile_of(*latency, p50),
          .latency_p99 = percentile_of(*latency, p99),
          .latency_p999 = percentile_of(*latency, p999),
          .latency_max = latency->percentile(1.0),
          .service_p50 = percentile_of(*service, p50),
          .service_p99 = percentile_of(*service, p99)};
}

std::uint64_t Timeline::peak() const {
  double most = 0;
  for (const Interval& interval : intervals_) {
    // What a shorter one has counted, a whole second has at least.
    const auto counted = static_cast<double>(interval.answered);
    const bool is_whole = interval.length >= whole_second_min;
    most = std::max(most, is_whole ? per_second(interval.answered, interval.length) : counted);
  }
  return static_cast<std::uint64_t>(most);
}

double Timeline::mean() const {
  milliseconds end{0};
  for (const Interval& interval : intervals_) {
    if (interval.answered > 0) end = interval.from + interval.length;
  }
  return per_second(answered(sums_->order_latency, sums_->totals.unanswered), end);
}

}  // namespace doorbuster::loadtest
