// The machine whose behaviour the suite describes, and its two makes: the real one and the twin.
#pragma once

#include <concepts>
#include <stdexcept>
#include <string>
#include <vector>

#include "inventory/inventory.hpp"
#include "tests/inventory/twin/outcome.hpp"
#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::inventory::twin {

template <class M>
concept Machine = std::default_initializable<M> &&
    requires(M machine, const Command& command, const Query& query, Instant now) {
      { machine.execute(command, now) } -> std::same_as<Outcome>;
      { machine.ask(query, now) } -> std::same_as<Answer>;
      { machine.sweep(now) } -> std::same_as<std::vector<Event>>;
      { machine.fingerprint() } -> std::same_as<Fingerprint>;
      // What is wrong with it by its own account; empty is right.
      { machine.faults() } -> std::same_as<std::vector<std::string>>;
    };

// Room for the random sequences; far less than the defaults, since hundreds of machines are made here.
inline constexpr Capacity test_capacity{.skus = 1'000,
                                        .sales = 1'000,
                                        .sale_items = 20'000,
                                        .orders = 200'000,
                                        .order_lines = 1'000'000,
                                        .buyers = 10'000,
                                        .stock_keys = 100'000,
                                        .payments = 200'000};

class RealMachine {
 public:
  explicit RealMachine(const Capacity& capacity = test_capacity) : state_(capacity) {}
  // Goes on from there.
  explicit RealMachine(State state) : state_(std::move(state)) {}

  [[nodiscard]] Outcome execute(const Command& command, Instant now) {
    const Decision decision = decide(state_, command, now);
    Outcome outcome;
    outcome.events.assign(decision.events.begin(), decision.events.end());
    fold(outcome.events);
    outcome.answer = answer(state_, command, decision, now);
    return outcome;
  }
  [[nodiscard]] Answer ask(const Query& query, Instant now) const { return answer(state_, query, now); }
  [[nodiscard]] std::vector<Event> sweep(Instant now) {
    std::vector<Event> events;
    decide_expiries(state_, now, events);
    fold(events);
    return events;
  }
  [[nodiscard]] Fingerprint fingerprint() const { return inventory::fingerprint(state_); }
  [[nodiscard]] std::vector<std::string> faults() const { return broken_invariants(state_); }

  // As recovery does: facts alone, nothing decided.
  void fold(const std::vector<Event>& events) {
    for (const Event& event : events) {
      if (const auto refused = apply(state_, event)) throw std::logic_error(std::string(*refused));
    }
  }
  [[nodiscard]] const State& state() const { return state_; }

 private:
  State state_;
};

class TwinMachine {
 public:
  [[nodiscard]] Outcome execute(const Command& command, Instant now) { return twin_.execute(command, now); }
  [[nodiscard]] Answer ask(const Query& query, Instant now) { return twin_.ask(query, now); }
  [[nodiscard]] std::vector<Event> sweep(Instant now) { return twin_.sweep(now); }
  [[nodiscard]] Fingerprint fingerprint() const { return twin_.fingerprint(); }
  [[nodiscard]] std::vector<std::string> faults() const { return twin_.miscounts(); }

 private:
  Twin twin_;
};

static_assert(Machine<RealMachine>);
static_assert(Machine<TwinMachine>);

}  // namespace doorbuster::inventory::twin
