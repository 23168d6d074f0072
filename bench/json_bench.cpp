// An order's body: read as JSON, and made a command of, with the digests of its key and of its content.
#include <benchmark/benchmark.h>

#include "bench/order_request.hpp"
#include "net/api/read_commands.hpp"
#include "net/json/json_document.hpp"

namespace doorbuster::bench {
namespace {

// The body with the padding behind it that the parser is promised.
struct PaddedBody {
  std::string bytes = order_body + std::string(net::body_padding, '\0');
  [[nodiscard]] std::string_view text() const { return std::string_view(bytes).substr(0, order_body.size()); }
};

void parse_order(benchmark::State& run) {
  const PaddedBody body;
  net::JsonParser parser;
  for (auto _ : run) {
    const auto parsed = parser.parse(body.text());
    if (parsed.index() != 0) std::abort();
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

void read_order(benchmark::State& run) {
  const PaddedBody body;
  const core::Digests digests(core::StoreId{});
  net::JsonParser parser;
  net::CommandReader reader(digests);
  for (auto _ : run) {
    const auto parsed = parser.parse(body.text());
    inventory::PlaceOrder command;
    if (!reader.place_order(std::get<net::CommandReader::Element>(parsed), order_key, command)) std::abort();
    benchmark::DoNotOptimize(command);
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

BENCHMARK(parse_order)->Name("json/parse_order");
BENCHMARK(read_order)->Name("json/read_order");

}  // namespace
}  // namespace doorbuster::bench
