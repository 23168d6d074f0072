// How buyers go on: after each answer, what is written down and what the buyer does next. Knows no sockets and no
// clock: times are arguments.
#pragma once

#include <optional>
#include <string>

#include "loadtest/contract/requests.hpp"
#include "loadtest/contract/verdict.hpp"
#include "loadtest/drive/agenda.hpp"
#include "loadtest/drive/ledger.hpp"
#include "loadtest/drive/meters.hpp"
#include "loadtest/promotion/script.hpp"

namespace doorbuster::loadtest {

// Waits between tries after a failure: doubled from the least to the most.
inline constexpr std::chrono::milliseconds backoff_min{50};
inline constexpr std::chrono::milliseconds backoff_max{1'000};
// A Retry-After beyond this is cut to it.
inline constexpr std::chrono::seconds retry_after_max{5};
// How long a buyer waits before knocking again on "sold out".
inline constexpr std::chrono::milliseconds knock_pause{1'000};
// After a hold's end, how long a late payer waits at least, so that the server's clock has passed it too.
inline constexpr std::chrono::milliseconds late_margin{500};
// One a thread; it writes only the records of the tasks it is given.
class Journey {
 public:
  Journey(const Script& script, Ledger& ledger, Meters& meters, std::string fields, Scrutiny scrutiny)
      : script_(script),
        ledger_(ledger),
        meters_(meters),
        requests_(script, std::move(fields)),
        judge_(script, ledger.reasons, scrutiny),
        scrutiny_(scrutiny) {}

  // Appends the request of a task that is sent now. From here on its outcome is unknown until an answer says.
  void begin(const Task& task, std::string& request);
  // The request has gone out. `room_since`: since when it could have, for all that other requests were under way.
  void sent(const Task& task, Clock::time_point now, Clock::time_point room_since);
  // The task is due no more, since the load is stopped.
  void drop(const Task& task, Clock::time_point now);
  // Takes the answer; gives the next task of the same order, if there is one.
  [[nodiscard]] std::optional<Task> end(const Task& task, const Exchange& exchange, Clock::time_point sent,
                                        Clock::time_point now);

 private:
  [[nodiscard]] Verdict judge(const Task& task, const Exchange& exchange);
  [[nodiscard]] std::optional<Task> after_placing(const Task& task, const Verdict& verdict, Clock::time_point now);
  [[nodiscard]] std::optional<Task> after_winning(const Task& task, const Verdict& verdict, Clock::time_point now);
  [[nodiscard]] std::optional<Task> after_refusal(const Task& task, const Verdict& verdict, Clock::time_point now);
  [[nodiscard]] std::optional<Task> settlement_of(std::uint32_t order, Clock::time_point now) const;
  // A request for an order that will not be tried again, and whose effect nobody knows.
  void end_without_answer(const Task& task);
  // It has waited until `now`, which is the least that its latency can have been.
  void count_unanswered(const Task& task, Clock::time_point now);
  void after_settling(const Task& task, const Verdict& verdict);
  void after_stock_change(const Task& task, const Verdict& verdict);
  [[nodiscard]] std::optional<Task> retry(const Task& task, const Verdict& verdict, Clock::time_point now);

  // Whether a later answer can't be true beside the first.
  [[nodiscard]] bool contradicts(const OrderRecord& record, const ToldOrder& told, OrderStatus status) const;
  void complain(std::string sentence) { ledger_.complaints.add(std::move(sentence)); }

  const Script& script_;
  Ledger& ledger_;
  Meters& meters_;
  Requests requests_;
  Judge judge_;
  Scrutiny scrutiny_;
};

}  // namespace doorbuster::loadtest
