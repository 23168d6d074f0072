// How fast the state machine is by itself: one thread, no queue, no journal.
#include <benchmark/benchmark.h>

#include <array>
#include <utility>

#include "bench/open_sale.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

// Every order its own buyer and key. The argument: how many orders are held already.
void place_orders(benchmark::State& run) {
  const auto held = static_cast<std::uint64_t>(run.range(0));
  constexpr std::uint64_t more = 2'000'000;
  State state(room_for(held + more));
  open_sale(state);
  for (std::uint64_t i = 0; i < held; ++i) carry_out(state, order_of(i), [](const Event&) {});
  std::uint64_t next = held;
  for (auto _ : run) {
    const Command command = order_of(next++);
    const auto decision = decide(state, command, {start_ms});
    for (const auto& event : decision.events) benchmark::DoNotOptimize(apply(state, event));
    benchmark::DoNotOptimize(answer(state, command, decision, {start_ms}));
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}
// The same, when it is known what is asked next: as where commands come in batches.
void place_orders_known_ahead(benchmark::State& run) {
  constexpr std::uint64_t more = 2'000'000;
  constexpr std::uint64_t look_ahead = 16;
  const auto held = static_cast<std::uint64_t>(run.range(0));
  State state(room_for(held + more));
  open_sale(state);
  for (std::uint64_t i = 0; i < held; ++i) carry_out(state, order_of(i), [](const Event&) {});
  std::array<Command, look_ahead> known;
  for (std::uint64_t i = 0; i < look_ahead; ++i) known[(held + i) % look_ahead] = order_of(held + i);
  std::uint64_t next = held;
  for (auto _ : run) {
    const Command command = std::exchange(known[next % look_ahead], order_of(next + look_ahead));
    prefetch(state, known[next++ % look_ahead]);
    const auto decision = decide(state, command, {start_ms});
    for (const auto& event : decision.events) benchmark::DoNotOptimize(apply(state, event));
    benchmark::DoNotOptimize(answer(state, command, decision, {start_ms}));
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

// What most of a flash sale's buyers get.
void refuse_when_sold_out(benchmark::State& run) {
  State state(room_for(1));
  open_sale(state);
  carry_out(state, AdjustStock{{}, id<SkuId>("lamp"), -1'000'000'000, "gone", {1, 1}, {}}, [](const Event&) {});
  std::uint64_t next = 0;
  for (auto _ : run) {
    const Command command = order_of(next++);
    benchmark::DoNotOptimize(decide(state, command, {start_ms}));
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}
constexpr std::int64_t orders = 1'000'000;
BENCHMARK(place_orders)->Arg(0)->Arg(1'000'000)->Arg(8'000'000)->Iterations(orders)->Unit(benchmark::kNanosecond);
BENCHMARK(place_orders_known_ahead)->Arg(0)->Arg(8'000'000)->Iterations(orders)->Unit(benchmark::kNanosecond);
BENCHMARK(refuse_when_sold_out)->Unit(benchmark::kNanosecond);

}  // namespace
}  // namespace doorbuster::bench
