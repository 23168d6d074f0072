// How fast the state machine is by itself: one thread, no queue, no journal.
#include <benchmark/benchmark.h>

#include <string>

#include "inventory/inventory.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

constexpr std::int64_t start_ms = 1'700'000'000'000;

template <class Id>
Id id(std::string_view text) {
  return Id::parse(text).value();
}

void carry_out(State& state, const Command& command) {
  const auto decision = decide(state, command, {start_ms});
  for (const auto& event : decision.events) {
    if (apply(state, event)) std::abort();
  }
}

// A sale that never sells out, one unit a buyer.
State open_sale(const Capacity& capacity) {
  State state(capacity);
  SaleTerms terms;
  terms.sale = id<SaleId>("double-11");
  terms.name = "Double 11";
  terms.starts_at = {start_ms};
  terms.ends_at = {start_ms + 86'400'000};
  terms.hold_seconds = 900;
  terms.items = {{id<SkuId>("lamp"), 19'900, std::nullopt, 1}};
  carry_out(state, PutSku{{}, id<SkuId>("lamp"), "Lamp"});
  carry_out(state, AdjustStock{{}, id<SkuId>("lamp"), 1'000'000'000, "delivery", {1, 0}, {}});
  carry_out(state, PutSale{{}, terms});
  return state;
}

PlaceOrder order_of(std::uint64_t number) {
  PlaceOrder order{{}, id<SaleId>("double-11"), id<BuyerId>("u" + std::to_string(number)), {}, {2, number}, {number}};
  order.lines.push_back({id<SkuId>("lamp"), 1});
  return order;
}

// Every order its own buyer and key. The argument: how many orders are held already.
void place_orders(benchmark::State& run) {
  const auto held = static_cast<std::uint64_t>(run.range(0));
  constexpr std::uint64_t more = 2'000'000;
  Capacity capacity;
  capacity.orders = capacity.buyers = capacity.order_lines = static_cast<std::uint32_t>(held + more);
  State state = open_sale(capacity);
  for (std::uint64_t i = 0; i < held; ++i) carry_out(state, order_of(i));
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
  Capacity capacity;
  State state = open_sale(capacity);
  carry_out(state, AdjustStock{{}, id<SkuId>("lamp"), -1'000'000'000, "gone", {1, 1}, {}});
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
