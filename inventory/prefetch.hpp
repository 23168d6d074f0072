// Hints to the machine's caches, for who knows what will be applied or decided next. A state of millions of orders
// doesn't fit them, and an event takes most of its time waiting for the few places in memory that it is about.
#pragma once

#include "inventory/command.hpp"
#include "inventory/event.hpp"

namespace doorbuster::inventory {

class State;

// Starts to fetch what apply() or decide() will look at. Changes nothing, promises nothing, waits for nothing; worth it
// some ten events or commands ahead, and wasted where the next call follows at once.
void prefetch(const State& state, const Event& event);
void prefetch(const State& state, const Command& command);

// The second step, some time after the first: what was fetched names further places.
void prefetch_further(const State& state, const Event& event);

}  // namespace doorbuster::inventory
