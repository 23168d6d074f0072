// The buyers' rules, one step a function.
#include "loadtest/journey.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorbuster::loadtest {
namespace {

constexpr std::uint32_t doublings_max = 10;
// Retries of many orders are spread over this many steps, so that they don't come back all at once.
constexpr std::uint32_t spread_steps = 16;

Clock::duration backoff(const Task& task, std::optional<std::chrono::seconds> retry_after) {
  const auto doubled = backoff_min * (1u << std::min(task.attempt, doublings_max));
  const auto base = std::min<std::chrono::milliseconds>(doubled, backoff_max);
  const auto spread = base * (task.subject % spread_steps) / spread_steps;
  const auto asked = std::min(retry_after.value_or(std::chrono::seconds(0)), retry_after_max);
  return std::max<Clock::duration>(base, asked) + spread;
}

Task next_task(const Task& task, Step step, Clock::time_point due) {
  return {.due = due, .intended = due, .subject = task.subject, .step = step, .knock = task.knock};
}

// Whether two answers to one key can both be true.
bool is_same_order(const OrderView& a, const OrderView& b) {
  return a.order == b.order && a.buyer == b.buyer && a.lines == b.lines && a.total == b.total &&
         a.created_at == b.created_at;
}

}  // namespace

HttpCall Journey::begin(const Task& task, Clock::time_point now) {
  count_one(meters_.requests);
  if (task.step == Step::change_stock) {
    ledger_.stock[task.subject] = StockOutcome::unknown;
    return stock_change_call(script_, task.subject);
  }
  OrderRecord& record = ledger_.orders[task.subject];
  if (task.step == Step::settle) {
    record.settlement = Settlement::unknown;
    return settle_call(script_, task.subject, record);
  }
  if (record.outcome == OrderOutcome::not_sent) {
    count_one(meters_.offered);
    meters_.lateness.add(now - task.intended);
  }
  if (task.step == Step::place) record.outcome = OrderOutcome::unknown;
  return place_call(script_, task.subject);
}

std::optional<Task> Journey::end(const Task& task, const Exchange& exchange, Clock::time_point sent,
                                 Clock::time_point now) {
  const bool about_stock = task.step == Step::change_stock;
  const Verdict verdict = about_stock ? judge(exchange) : judge_order(exchange);
  if (verdict.kind == VerdictKind::failed) return retry(task, verdict, now);
  switch (task.step) {
    case Step::place:
      meters_.service_time.add(now - sent);
      meters_.order_latency.add(now - task.intended);
      return after_placing(task, verdict, now);
    case Step::place_again:
      return after_placing(task, verdict, now);
    case Step::settle:
      after_settling(task, verdict);
      return std::nullopt;
    case Step::change_stock:
      after_stock_change(task, verdict);
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Task> Journey::after_placing(const Task& task, const Verdict& verdict, Clock::time_point now) {
  if (verdict.kind == VerdictKind::done) return after_winning(task, verdict, now);
  OrderRecord& record = ledger_.orders[task.subject];
  if (verdict.kind == VerdictKind::unreadable) {
    record.contradiction = verdict.problem.detail;
    return std::nullopt;
  }
  return after_refusal(task, verdict, now);
}

std::optional<Task> Journey::after_winning(const Task& task, const Verdict& verdict, Clock::time_point now) {
  OrderRecord& record = ledger_.orders[task.subject];
  if (verdict.replayed) count_one(meters_.replayed);
  if (record.outcome == OrderOutcome::won) {
    ++record.replays;
    if (!is_same_order(record.acknowledged, *verdict.order)) {
      record.contradiction = fmt::format("Key {} was answered with order {}, then with {} or other content.",
                                         place_call(script_, task.subject).key, record.acknowledged.order,
                                         verdict.order->order);
    }
    return settlement_of(task.subject, now);
  }
  record.outcome = OrderOutcome::won;
  record.acknowledged = *verdict.order;
  count_one(meters_.won);
  if (script_.plan.arrivals[task.subject].double_clicks) return next_task(task, Step::place_again, now);
  return settlement_of(task.subject, now);
}

std::optional<Task> Journey::after_refusal(const Task& task, const Verdict& verdict, Clock::time_point now) {
  OrderRecord& record = ledger_.orders[task.subject];
  if (task.step == Step::place_again) {
    record.contradiction = fmt::format("A key that holds order {} was refused with {}.", record.acknowledged.order,
                                       verdict.problem.code);
    return settlement_of(task.subject, now);
  }
  const bool may_change = verdict.problem.code == "sold_out";
  if (may_change && task.knock < script_.plan.arrivals[task.subject].knocks) {
    Task again = next_task(task, Step::place, now + knock_pause);
    ++again.knock;
    return again;
  }
  record.outcome = OrderOutcome::refused;
  record.refusal = verdict.problem.code;
  record.refused_sku = verdict.problem.sku;
  count_one(meters_.refused);
  return std::nullopt;
}

std::optional<Task> Journey::settlement_of(std::size_t order, Clock::time_point now) const {
  const Arrival& arrival = script_.plan.arrivals[order];
  if (arrival.intent == Intent::abandon) return std::nullopt;
  Clock::time_point due = now + std::chrono::duration_cast<Clock::duration>(arrival.pause);
  if (arrival.intent == Intent::pay_late) due += script_.hold + late_margin;
  return Task{.due = due, .intended = due, .subject = order, .step = Step::settle};
}

void Journey::after_settling(const Task& task, const Verdict& verdict) {
  OrderRecord& record = ledger_.orders[task.subject];
  const bool cancelling = script_.plan.arrivals[task.subject].intent == Intent::cancel;
  const std::string_view wanted = cancelling ? "cancelled" : "paid";
  if (verdict.kind == VerdictKind::unreadable) {
    record.contradiction = verdict.problem.detail;
    return;
  }
  if (verdict.kind == VerdictKind::done && verdict.order->status != wanted) {
    record.contradiction = fmt::format("Order {} was answered as {} after it was to be {}.", record.acknowledged.order,
                                       verdict.order->status, wanted);
    return;
  }
  // A cancellation has no key: if its first try took effect unseen, the next is told so.
  const bool took_before = cancelling && task.attempt > 0 && verdict.problem.order_status == wanted;
  if (verdict.kind == VerdictKind::refused && !took_before) {
    record.settlement = Settlement::refused;
    record.settlement_refusal = verdict.problem.code;
    return;
  }
  record.settlement = cancelling ? Settlement::cancelled : Settlement::paid;
  if (!cancelling) count_one(meters_.paid);
}

void Journey::after_stock_change(const Task& task, const Verdict& verdict) {
  if (verdict.kind == VerdictKind::unreadable) return;
  const bool applied = verdict.kind == VerdictKind::done;
  ledger_.stock[task.subject] = applied ? StockOutcome::applied : StockOutcome::refused;
}

std::optional<Task> Journey::retry(const Task& task, const Verdict& verdict, Clock::time_point now) {
  count_one(meters_.errors);
  if (now - task.intended >= script_.patience) {
    return task.step == Step::place_again ? settlement_of(task.subject, now) : std::nullopt;
  }
  count_one(meters_.retries);
  Task again = task;
  again.due = now + backoff(task, verdict.retry_after);
  ++again.attempt;
  return again;
}

}  // namespace doorbuster::loadtest
