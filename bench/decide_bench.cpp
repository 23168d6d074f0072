// How fast the state machine is by itself: one thread, no queue, no journal.
#include <benchmark/benchmark.h>

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
BENCHMARK(place_orders)->Arg(0)->Arg(1'000'000)->Arg(8'000'000)->Iterations(1'000'000)->Unit(benchmark::kNanosecond);

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
BENCHMARK(refuse_when_sold_out)->Unit(benchmark::kNanosecond);

}  // namespace
}  // namespace doorbuster::bench
