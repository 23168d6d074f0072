// Events as the journal's records: the two that a flash sale writes most.
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/open_sale.hpp"
#include "core/core.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

// The only event of a command.
Event event_of(State& state, const Command& command) {
  Event only;
  carry_out(state, command, [&](const Event& event) { only = event; });
  return only;
}

Event order_held() {
  State state(room_for(1));
  open_sale(state);
  return event_of(state, order_of(1));
}

Event order_paid() {
  State state(room_for(1));
  open_sale(state);
  carry_out(state, order_of(1), [](const Event&) {});
  return event_of(state, payment_of(1));
}

void encode(benchmark::State& run, Event (*make)()) {
  const Event event = make();
  std::vector<std::byte> record(core::max_record_bytes);
  std::size_t bytes = 0;
  for (auto _ : run) {
    bytes = core::encode_record(event, {start_ms}, record);
    benchmark::DoNotOptimize(record.data());
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
  run.counters["record_bytes"] = static_cast<double>(bytes);
}

void decode(benchmark::State& run, Event (*make)()) {
  const Event event = make();
  std::vector<std::byte> record(core::max_record_bytes);
  const std::size_t bytes = core::encode_record(event, {start_ms}, record);
  Event decoded;
  for (auto _ : run) {
    auto left = std::span<const std::byte>(record).first(bytes);
    if (!core::decode_record(left, {start_ms}, decoded)) std::abort();
    benchmark::DoNotOptimize(decoded);
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

BENCHMARK_CAPTURE(encode, order_held, order_held)->Name("codec/encode_order_held");
BENCHMARK_CAPTURE(encode, order_paid, order_paid)->Name("codec/encode_order_paid");
BENCHMARK_CAPTURE(decode, order_held, order_held)->Name("codec/decode_order_held");
BENCHMARK_CAPTURE(decode, order_paid, order_paid)->Name("codec/decode_order_paid");

}  // namespace
}  // namespace doorbuster::bench
