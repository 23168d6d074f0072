// The three ways into the state: decide what follows from a command, apply a fact, tell what is.
// Pure functions of their arguments; one thread at a time.
#pragma once

#include <boost/container/static_vector.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "inventory/answer.hpp"
#include "inventory/command.hpp"
#include "inventory/event.hpp"

namespace doorbuster::inventory {

class State;

// What follows from a command: events to journal and apply, in order, and what to answer once they are applied.
struct Decision {
  boost::container::static_vector<Event, limits::events_per_command> events;
  std::optional<Rejection> rejection;  // may come with events: a late payment's
  Met met = Met::changed;
  // What the answer shows: one of these is set where there is no rejection.
  SkuId sku;
  SaleId sale;
  OrderNumber order;
};

// What `command` leads to at `now`; changes nothing. `now` never goes back from call to call.
[[nodiscard]] Decision decide(const State& state, const Command& command, Instant now);

// The holds that are due at `now` and end by it: at most limits::expiries_per_sweep of them, oldest first, each an
// OrderExpired appended to `events`. Nothing about orders changes until these are applied; all that is dropped here is
// what the queue of due holds still has of orders that were paid or cancelled, and so next_expiry() moves on. There may
// be more to end while next_expiry() is not after `now`.
void decide_expiries(State& state, Instant now, std::vector<Event>& events);

// The only way in which state changes. `event` comes from a decision on this very state, or from a journal of such:
// an event that doesn't fit the state is a bug or a damaged journal and is refused whole, with the reason (a literal).
[[nodiscard]] std::optional<std::string_view> apply(State& state, const Event& event);

// Whether that reason (or read_image's) is only that the state has no room for it: with a larger Capacity it would fit.
[[nodiscard]] bool is_want_of_room(std::string_view reason);

// The answer to the command that led to `decision`, whose events have been applied.
[[nodiscard]] Answer answer(const State& state, const Command& command, const Decision& decision, Instant now);

[[nodiscard]] Answer answer(const State& state, const Query& query, Instant now);

}  // namespace doorbuster::inventory
