// The buyers' rules, one step a function.
#include "loadtest/drive/journey.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loadtest/result.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr std::uint32_t doublings_max = 10;
// Retries of many orders are spread over this many steps, so that they don't come back all at once.
constexpr std::uint32_t spread_steps = 16;

Clock::duration backoff(const Task& task, std::optional<std::chrono::seconds> retry_after) {
  const auto doubled = backoff_min * (1u << std::min<std::uint32_t>(task.attempt, doublings_max));
  const auto base = std::min<std::chrono::milliseconds>(doubled, backoff_max);
  const auto spread = base * (task.subject % spread_steps) / spread_steps;
  const auto asked = std::min(retry_after.value_or(std::chrono::seconds(0)), retry_after_max);
  return std::max<Clock::duration>(base, asked) + spread;
}

Task next_task(const Task& task, Step step, Clock::time_point due) {
  return {.due = due, .intended = due, .subject = task.subject, .step = step, .knock = task.knock};
}

OrderStatus wanted_by(Intent intent) { return intent == Intent::cancel ? OrderStatus::cancelled : OrderStatus::paid; }

}  // namespace

bool Journey::contradicts(const OrderRecord& record, const ToldOrder& told, OrderStatus status) const {
  if (scrutiny_ == Scrutiny::status_alone) return false;
  return told.status != status || told.order != record.order || told.created_at != record.created_at ||
         told.as_asked != record.as_asked;
}

void Journey::begin(const Task& task, std::string& request) {
  count_one(meters_.requests);
  switch (task.step) {
    case Step::change_stock:
      ledger_.stock[task.subject] = StockOutcome::unknown;
      return requests_.append_stock_change(request, task.subject);
    case Step::read: return requests_.append_read(request, task.subject);
    case Step::settle:
    case Step::place:
    case Step::place_again: break;
  }
  OrderRecord& record = ledger_.orders[task.subject];
  if (task.step == Step::settle) {
    record.settlement = Settlement::unknown;
    return requests_.append_settle(request, task.subject, record.order);
  }
  if (record.outcome == OrderOutcome::not_sent) {
    record.outcome = OrderOutcome::unknown;
    record.open = static_cast<std::uint8_t>(1 + script_.plan.arrivals[task.subject].copies);
  }
  requests_.append_place(request, task.subject);
}

void Journey::sent(const Task& task, Clock::time_point now, Clock::time_point room_since) {
  const bool is_first = task.step == Step::place && !task.is_copy && task.knock == 0 && task.attempt == 0;
  if (!is_first) return;
  count_one(meters_.offered);
  meters_.lateness.add(now - task.intended);
  if (room_since - task.intended > late_from) count_one(meters_.waited);
  if (now - std::max(task.intended, room_since) > late_from) count_one(meters_.sent_late);
}

Verdict Journey::judge(const Task& task, const Exchange& exchange) {
  switch (task.step) {
    case Step::change_stock: return judge_.answer(exchange);
    case Step::read: return judge_.read_answer(exchange, task.subject);
    case Step::settle:
    case Step::place:
    case Step::place_again: break;
  }
  return judge_.order_answer(exchange, task.subject);
}

std::optional<Task> Journey::end(const Task& task, const Exchange& exchange, Clock::time_point sent,
                                 Clock::time_point now) {
  const Verdict verdict = judge(task, exchange);
  if (verdict.kind == VerdictKind::failed) return retry(task, verdict, now);
  if (verdict.kind == VerdictKind::unreadable) complain(verdict.fault);
  switch (task.step) {
    case Step::place:
      meters_.service_time.add(now - sent);
      if (!task.is_copy) meters_.order_latency.add(now - task.intended);
      return after_placing(task, verdict, now);
    case Step::place_again:
      return after_placing(task, verdict, now);
    case Step::settle:
      after_settling(task, verdict);
      return std::nullopt;
    case Step::change_stock:
      after_stock_change(task, verdict);
      return std::nullopt;
    case Step::read:
      count_one(meters_.reads);
      meters_.read_time.add(now - task.intended);
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Task> Journey::after_placing(const Task& task, const Verdict& verdict, Clock::time_point now) {
  if (verdict.kind == VerdictKind::done) return after_winning(task, verdict, now);
  if (verdict.kind == VerdictKind::refused) return after_refusal(task, verdict, now);
  end_without_answer(task);
  return std::nullopt;
}

std::optional<Task> Journey::after_winning(const Task& task, const Verdict& verdict, Clock::time_point now) {
  OrderRecord& record = ledger_.orders[task.subject];
  if (task.step == Step::place) --record.open;
  if (verdict.replayed) count_one(meters_.replayed);
  const bool is_first = record.outcome != OrderOutcome::won;
  if (is_first) {
    record.outcome = OrderOutcome::won;
    record.order = verdict.order.order;
    record.created_at = verdict.order.created_at;
    record.as_asked = verdict.order.as_asked;
    count_one(meters_.won);
    // As of acceptance, whatever has come of it since.
    if (contradicts(record, verdict.order, OrderStatus::held)) {
      complain(fmt::format("Key {} was answered with order {} as {}, not as held.", order_key(script_, task.subject),
                           record.order.text(), word(verdict.order.status)));
    }
  } else {
    ++record.replays;
    if (contradicts(record, verdict.order, OrderStatus::held)) {
      complain(fmt::format("Key {} was answered with order {}, then with {} or other content.",
                           order_key(script_, task.subject), record.order.text(), verdict.order.order.text()));
    }
    // A copy adds nothing: who sent the first goes on.
    if (task.step == Step::place) return std::nullopt;
  }
  const auto repeats = static_cast<std::uint8_t>(task.repeat + (is_first ? 0 : 1));
  if (repeats == script_.plan.arrivals[task.subject].repeats) return settlement_of(task.subject, now);
  Task again = next_task(task, Step::place_again, now);
  again.repeat = repeats;
  return again;
}

std::optional<Task> Journey::after_refusal(const Task& task, const Verdict& verdict, Clock::time_point now) {
  OrderRecord& record = ledger_.orders[task.subject];
  if (task.step == Step::place_again) {
    complain(fmt::format("A key that holds order {} was refused with {}.", record.order.text(),
                         ledger_.reasons.word(verdict.refusal.reason)));
    return settlement_of(task.subject, now);
  }
  const bool may_change = verdict.refusal.is_sold_out && record.outcome != OrderOutcome::won;
  if (may_change && task.knock < script_.plan.arrivals[task.subject].knocks) {
    Task again = next_task(task, Step::place, now + knock_pause);
    again.is_copy = task.is_copy;
    ++again.knock;
    return again;
  }
  --record.open;
  // As long as another copy is under way, or was lost, this is not the last word.
  if (record.open > 0 || record.is_lost || record.outcome == OrderOutcome::won) return std::nullopt;
  record.outcome = OrderOutcome::refused;
  record.reason = verdict.refusal.reason;
  if (verdict.refusal.is_sold_out) record.refused_sku = verdict.refusal.sku;
  count_one(meters_.refused);
  return std::nullopt;
}

void Journey::end_without_answer(const Task& task) {
  if (task.step != Step::place) return;
  OrderRecord& record = ledger_.orders[task.subject];
  --record.open;
  record.is_lost = true;
}

void Journey::count_unanswered(const Task& task, Clock::time_point now) {
  if (task.step != Step::place || task.is_copy) return;
  count_one(meters_.unanswered);
  meters_.order_latency.add(now - task.intended);
}

void Journey::drop(const Task& task, Clock::time_point now) {
  // Of the others, what is due this very moment could have been sent.
  if (now - task.intended > late_from) count_unanswered(task, now);
}

std::optional<Task> Journey::settlement_of(std::uint32_t order, Clock::time_point now) const {
  const Arrival& arrival = script_.plan.arrivals[order];
  if (arrival.intent == Intent::abandon) return std::nullopt;
  Clock::time_point due = now + std::chrono::duration_cast<Clock::duration>(arrival.pause);
  if (arrival.intent == Intent::pay_late) due += script_.hold + late_margin;
  return Task{.due = due, .intended = due, .subject = order, .step = Step::settle};
}

void Journey::after_settling(const Task& task, const Verdict& verdict) {
  if (verdict.kind == VerdictKind::unreadable) return;
  OrderRecord& record = ledger_.orders[task.subject];
  const OrderStatus wanted = wanted_by(script_.plan.arrivals[task.subject].intent);
  if (verdict.kind == VerdictKind::done && contradicts(record, verdict.order, wanted)) {
    complain(fmt::format("Order {} was answered as {} {} or with other content after it was to be {}.",
                         record.order.text(), word(verdict.order.status), verdict.order.order.text(), word(wanted)));
    return;
  }
  // A cancellation has no key: if its first try took effect unseen, the next is told so.
  const bool took_before =
      wanted == OrderStatus::cancelled && task.attempt > 0 && verdict.refusal.order_status == wanted;
  if (verdict.kind == VerdictKind::refused && !took_before) {
    record.settlement = Settlement::refused;
    return;
  }
  record.settlement = wanted == OrderStatus::cancelled ? Settlement::cancelled : Settlement::paid;
  if (wanted == OrderStatus::paid) count_one(meters_.paid);
}

void Journey::after_stock_change(const Task& task, const Verdict& verdict) {
  if (verdict.kind == VerdictKind::unreadable) return;
  const bool applied = verdict.kind == VerdictKind::done;
  ledger_.stock[task.subject] = applied ? StockOutcome::applied : StockOutcome::refused;
}

std::optional<Task> Journey::retry(const Task& task, const Verdict& verdict, Clock::time_point now) {
  count_one(meters_.errors);
  if (now - task.intended >= script_.patience) {
    end_without_answer(task);
    count_unanswered(task, now);
    return task.step == Step::place_again ? settlement_of(task.subject, now) : std::nullopt;
  }
  count_one(meters_.retries);
  Task again = task;
  again.due = now + backoff(task, verdict.retry_after);
  ++again.attempt;
  return again;
}

}  // namespace doorbuster::loadtest
