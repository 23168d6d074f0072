// Requests found in bytes: framing checked, fields kept. The argument: how many are pipelined in one read.
#include <benchmark/benchmark.h>

#include "bench/order_request.hpp"

namespace doorbuster::bench {
namespace {

void parse_orders(benchmark::State& run) {
  auto bytes = order_requests(run.range(0));
  const auto requests = std::span(bytes).first(bytes.size() - net::body_padding);
  net::RequestParser parser;
  while (run.KeepRunningBatch(run.range(0))) {
    read_requests(parser, requests,
                  [](const net::HttpRequest& request, const net::RequestHead&) { benchmark::DoNotOptimize(request); });
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
  run.SetBytesProcessed(run.iterations() / run.range(0) * static_cast<std::int64_t>(requests.size()));
}

BENCHMARK(parse_orders)->Name("http/parse_order")->Arg(1)->Arg(16);

}  // namespace
}  // namespace doorbuster::bench
