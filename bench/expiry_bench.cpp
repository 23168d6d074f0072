// Holds that wait for their end: into the queue, out of it, and ended as the engine ends them. The argument: how many
// wait.
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/open_sale.hpp"
#include "inventory/hold_queue.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

constexpr std::int64_t sweep = limits::expiries_per_sweep;
constexpr std::int64_t timed = 512 * sweep;
constexpr Instant all_are_due{start_ms + 900'000};

// Of orders that came one after the other, a thousand each millisecond, and all have the same time to be paid.
Hold hold_of(std::uint64_t number) {
  return {{start_ms + 900'000 + static_cast<std::int64_t>(number / 1'000)}, {number}};
}

HoldQueue waiting(std::int64_t count) {
  HoldQueue holds(static_cast<std::uint32_t>(count + timed));
  for (std::uint64_t number = 1; number <= static_cast<std::uint64_t>(count); ++number) holds.push(hold_of(number));
  return holds;
}

void push(benchmark::State& run) {
  HoldQueue holds = waiting(run.range(0));
  auto number = static_cast<std::uint64_t>(run.range(0));
  for (auto _ : run) holds.push(hold_of(++number));
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

void pop(benchmark::State& run) {
  HoldQueue holds = waiting(run.range(0));
  for (auto _ : run) holds.pop();
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

// A wave of expiries: found, decided and applied, a sweep after the other, so that stock and limits return.
void end_holds(benchmark::State& run) {
  State state(room_for(static_cast<std::uint64_t>(run.range(0))));
  open_sale(state);
  for (std::int64_t i = 0; i < run.range(0); ++i) {
    carry_out(state, order_of(static_cast<std::uint64_t>(i)), [](const Event&) {});
  }
  std::vector<Event> due;
  while (run.KeepRunningBatch(sweep)) {
    due.clear();
    decide_expiries(state, all_are_due, due);
    if (due.size() != static_cast<std::size_t>(sweep)) std::abort();
    for (const Event& event : due) {
      if (apply(state, event)) std::abort();
    }
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

constexpr std::int64_t million = 1'000'000;
BENCHMARK(push)->Name("expiry/push")->Arg(million)->Arg(10 * million)->Iterations(timed);
BENCHMARK(pop)->Name("expiry/pop")->Arg(million)->Arg(10 * million)->Iterations(timed);
BENCHMARK(end_holds)->Name("expiry/end_hold")->Arg(million)->Arg(10 * million)->Iterations(timed);

}  // namespace
}  // namespace doorbuster::bench
