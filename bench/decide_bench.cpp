// How fast the state machine is by itself: decided, applied and answered, on one thread, without queue and journal.
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/open_sale.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

// Commands are made in blocks, off the clock: in a server that is another thread's work.
constexpr std::int64_t block = 1'024;
constexpr std::int64_t blocks = 1'024;
// What the engine looks ahead by (core/engine/look_ahead.hpp).
constexpr std::int64_t look_ahead = 16;

// All of what the engine does for a command but for journalling it.
void serve(State& state, const Command& command) {
  const auto decision = decide(state, command, {start_ms});
  for (const auto& event : decision.events) {
    if (apply(state, event)) std::abort();
  }
  benchmark::DoNotOptimize(answer(state, command, decision, {start_ms}));
}

// Runs a block after the other of the commands that `make(number)` gives for the numbers from `next` on.
template <class Make, class Serve>
void serve_blocks(benchmark::State& run, std::uint64_t next, Make&& make, Serve&& serve_block) {
  std::vector<Command> commands;
  while (run.KeepRunningBatch(block)) {
    run.PauseTiming();
    commands.clear();
    for (std::int64_t i = 0; i < block; ++i) commands.emplace_back(make(next++));
    run.ResumeTiming();
    serve_block(commands);
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

// So many orders held, each with its own buyer and key, and room for as many as are timed.
State held_orders(std::int64_t held) {
  const auto orders = static_cast<std::uint64_t>(held);
  State state(room_for(orders + block * blocks));
  open_sale(state);
  for (std::uint64_t number = 0; number < orders; ++number) carry_out(state, order_of(number), [](const Event&) {});
  take_memory(state.memory_ahead(static_cast<std::uint32_t>(block * blocks)));  // in a server another thread's work
  return state;
}

// Every order its own buyer and key. The argument: how many orders are held already.
void place_order(benchmark::State& run) {
  State state = held_orders(run.range(0));
  serve_blocks(run, static_cast<std::uint64_t>(run.range(0)), order_of, [&](const std::vector<Command>& commands) {
    for (const Command& command : commands) serve(state, command);
  });
}

// The same, when it is known what is asked next: as in the engine, where commands wait in a queue.
void place_order_known_ahead(benchmark::State& run) {
  State state = held_orders(run.range(0));
  serve_blocks(run, static_cast<std::uint64_t>(run.range(0)), order_of, [&](const std::vector<Command>& commands) {
    for (std::size_t i = 0; i < look_ahead; ++i) prefetch(state, commands[i]);
    for (std::size_t i = 0; i < commands.size(); ++i) {
      if (i + look_ahead < commands.size()) prefetch(state, commands[i + look_ahead]);
      serve(state, commands[i]);
    }
  });
}

// An order sent once more, with the key that it had.
void replay_order(benchmark::State& run) {
  State state = held_orders(run.range(0));
  const auto again = [&](std::uint64_t number) {
    return order_of(number * 7'919 % static_cast<std::uint64_t>(run.range(0)));  // all over the tables
  };
  serve_blocks(run, 0, again, [&](const std::vector<Command>& commands) {
    for (const Command& command : commands) serve(state, command);
  });
}

void pay_order(benchmark::State& run) {
  State state = held_orders(block * blocks);
  serve_blocks(run, 1, payment_of, [&](const std::vector<Command>& commands) {
    for (const Command& command : commands) serve(state, command);
  });
}

// What most of a flash sale's buyers get.
void refuse_sold_out(benchmark::State& run) {
  State state(room_for(1));
  open_sale(state);
  carry_out(state, AdjustStock{{}, id<SkuId>("lamp"), -1'000'000'000, "gone", {1, 1}, {}}, [](const Event&) {});
  serve_blocks(run, 0, order_of, [&](const std::vector<Command>& commands) {
    for (const Command& command : commands) serve(state, command);
  });
}

constexpr std::int64_t timed = block * blocks;
BENCHMARK(place_order)->Name("decide/place_order")->Arg(0)->Arg(1'000'000)->Arg(10'000'000)->Iterations(timed);
BENCHMARK(place_order_known_ahead)
    ->Name("decide/place_order_known_ahead")
    ->Arg(0)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Iterations(timed);
BENCHMARK(replay_order)->Name("decide/replay_order")->Arg(1'000'000)->Iterations(timed);
BENCHMARK(pay_order)->Name("decide/pay_order")->Iterations(timed);
BENCHMARK(refuse_sold_out)->Name("decide/refuse_sold_out")->Iterations(timed);

}  // namespace
}  // namespace doorbuster::bench
