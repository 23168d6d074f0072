// All of an I/O thread's work for orders but the sockets: bytes read as requests, routed, made commands, and the
// engine's answers made bytes again. The argument: how many orders come in one read.
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/open_sale.hpp"
#include "bench/order_request.hpp"
#include "bench/scratch_store.hpp"
#include "net/transport/round.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

constexpr std::string_view date = "Wed, 11 Nov 2026 00:00:00 GMT";

// What an engine would answer to so many orders; made once, as it is another thread's work.
std::vector<Answer> answers_to_orders(std::int64_t count) {
  State state(room_for(static_cast<std::uint64_t>(count)));
  open_sale(state);
  std::vector<Answer> answers;
  for (std::int64_t i = 0; i < count; ++i) {
    const Command command = order_of(static_cast<std::uint64_t>(i));
    const auto decision = decide(state, command, {start_ms});
    for (const Event& event : decision.events) {
      if (apply(state, event)) std::abort();
    }
    answers.push_back(answer(state, command, decision, {start_ms}));
  }
  return answers;
}

void answer_orders(benchmark::State& run) {
  ScratchStore store(room_for(1));
  core::SystemTime time;
  core::Engine engine(store.release(), time, {});  // never stepped: it lends the routes its ids and digests
  net::NetMeters meters;
  net::ServerState server{.engine = engine, .meters = meters};
  net::Api api(server);
  net::RequestParser parser;
  net::Round round(meters);

  auto bytes = order_requests(run.range(0));
  const auto requests = std::span(bytes).first(bytes.size() - net::body_padding);
  auto answers = answers_to_orders(run.range(0));
  net::Rendered rendered;
  while (run.KeepRunningBatch(run.range(0))) {
    round.begin(&api, time.monotonic_ns());
    read_requests(parser, requests,
                  [&](const net::HttpRequest& request, const net::RequestHead& head) { round.add(request, head); });
    auto& submission = round.submission();
    if (submission.requests.size() != answers.size()) std::abort();
    submission.answers.swap(answers);
    rendered.out.clear();
    if (!round.append_answers(rendered, net::transport::output_bytes, date)) std::abort();
    benchmark::DoNotOptimize(rendered.out.data());
    submission.answers.swap(answers);
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

BENCHMARK(answer_orders)->Name("round/answer_order")->Arg(1)->Arg(16);

}  // namespace
}  // namespace doorbuster::bench
