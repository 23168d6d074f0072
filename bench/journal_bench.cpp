// The journal: events put into a batch, a batch sealed, and batches made durable through the real file layer, on the
// disk of the directory in which this is run.
#include <benchmark/benchmark.h>
#include <poll.h>

#include <vector>

#include "bench/open_sale.hpp"
#include "bench/scratch_store.hpp"
#include "core/journal/batch_buffer.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

// So many orders, held.
std::vector<Event> orders_held(std::int64_t count) {
  State state(room_for(static_cast<std::uint64_t>(count)));
  open_sale(state);
  std::vector<Event> events;
  for (std::int64_t i = 0; i < count; ++i) {
    carry_out(state, order_of(static_cast<std::uint64_t>(i)), [&](const Event& event) { events.push_back(event); });
  }
  return events;
}

void append(benchmark::State& run) {
  const auto events = orders_held(1'024);
  core::BatchBuffer batch(core::max_body_bytes);
  std::size_t next = 0;
  for (auto _ : run) {
    if (!batch.has_room()) batch.clear();
    batch.append(events[next++ % events.size()]);
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

// Checksums and padding of a batch of so many orders.
void seal(benchmark::State& run) {
  core::BatchBuffer batch(core::max_body_bytes);
  for (const Event& event : orders_held(run.range(0))) batch.append(event);
  std::int64_t bytes = 0;
  for (auto _ : run) {
    const auto sealed = batch.seal({});
    benchmark::DoNotOptimize(sealed.header);
    bytes += static_cast<std::int64_t>(sealed.bytes.size());
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()) * run.range(0));
  run.SetBytesProcessed(bytes);
}

// Asleep, as an engine that has nothing else to do.
void wait_for_write(const core::Journal& journal) {
  pollfd done{journal.write_done_descriptor(), POLLIN, 0};
  if (done.fd >= 0) ::poll(&done, 1, -1);
}

// So many orders appended and waited for, before the next are: the latency of a batch, not what batches in a row give.
void make_durable(benchmark::State& run) {
  const auto events = orders_held(run.range(0));
  ScratchStore store(room_for(1));
  core::Journal& journal = store.journal();
  Position last = journal.stable_position();
  for (auto _ : run) {
    for (const Event& event : events) journal.append(event);
    last.value += events.size();
    if (!journal.poll()) std::abort();
    while (journal.stable_position() < last) {
      wait_for_write(journal);
      if (!journal.poll()) std::abort();
    }
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()) * run.range(0));
}

BENCHMARK(append)->Name("journal/append");
BENCHMARK(seal)->Name("journal/seal_batch")->Arg(1)->Arg(64)->Arg(1'024);
BENCHMARK(make_durable)->Name("journal/durable_batch")->Arg(1)->Arg(64)->Arg(1'024)->UseRealTime();

}  // namespace
}  // namespace doorbuster::bench
