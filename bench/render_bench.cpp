// Answers as HTTP: the order that was accepted, and the problem of one that came too late.
#include <benchmark/benchmark.h>

#include <string>

#include "bench/open_sale.hpp"
#include "net/api/render_answers.hpp"
#include "net/http/response_writer.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

constexpr std::string_view date = "Wed, 11 Nov 2026 00:00:00 GMT";

// Renders the answer to the first order of a sale with so many units.
void render(benchmark::State& run, Quantity stock) {
  State state(room_for(1));
  open_sale(state);
  if (stock == 0) {
    carry_out(state, AdjustStock{{}, id<SkuId>("lamp"), -1'000'000'000, "gone", {1, 1}, {}}, [](const Event&) {});
  }
  const Command command = order_of(1);
  const auto decision = decide(state, command, {start_ms});
  for (const Event& event : decision.events) {
    if (apply(state, event)) std::abort();
  }
  const auto answered = answer(state, command, decision, {start_ms});
  const core::Request request = command;
  const core::OrderIds ids(core::StoreId{});
  std::string out;
  for (auto _ : run) {
    out.clear();
    net::append_response(out, net::render_answer(request, answered, ids), {}, date);
    benchmark::DoNotOptimize(out.data());
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
  run.counters["response_bytes"] = static_cast<double>(out.size());
}

BENCHMARK_CAPTURE(render, order_held, 1)->Name("render/order_held");
BENCHMARK_CAPTURE(render, sold_out, 0)->Name("render/sold_out");

}  // namespace
}  // namespace doorbuster::bench
