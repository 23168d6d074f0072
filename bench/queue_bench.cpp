// The hop from an I/O thread to the engine's thread and back, through the real port, queue and engine. What is asked is
// a SKU that isn't there, so that the hop is nearly all there is and the journal has nothing to do.
#include <benchmark/benchmark.h>

#include <array>
#include <deque>

#include "bench/bell.hpp"
#include "bench/open_sale.hpp"
#include "bench/scratch_store.hpp"

namespace doorbuster::bench {
namespace {

// An engine on a thread of its own, and this thread's port to it.
class RunningEngine {
 public:
  ~RunningEngine() { engine_.request_stop(); }

  // So many submissions of one query each, ready to be lent.
  std::deque<core::Submission> queries(std::int64_t count) {
    std::deque<core::Submission> made(static_cast<std::size_t>(count));
    for (auto& submission : made) {
      submission.requests.emplace_back(inventory::Query{inventory::ReadSku{{}, id<inventory::SkuId>("lamp")}});
    }
    return made;
  }
  void submit(core::Submission& submission) {
    submission.times.submitted = time_.monotonic_ns();
    if (port_.submit(submission) != core::Submitted::accepted) std::abort();
  }
  // Waits for at least one.
  std::span<core::Submission*> take() {
    std::size_t count = port_.take(taken_);
    for (; count == 0; count = port_.take(taken_)) bell_.wait();
    return std::span(taken_).first(count);
  }

 private:
  ScratchStore store_{room_for(1)};
  core::SystemTime time_;
  Bell bell_;
  core::Engine engine_{store_.release(), time_, {}};
  core::Port& port_ = engine_.open_port([this] { bell_.ring(); });
  core::EngineThread thread_{engine_};
  std::array<core::Submission*, 128> taken_{};
};

// From submit() until the engine has it. There is never another, so the engine has gone to sleep and is woken.
void one_way(benchmark::State& run) {
  RunningEngine engine;
  auto queries = engine.queries(1);
  for (auto _ : run) {
    engine.submit(queries[0]);
    const auto& times = engine.take()[0]->times;
    run.SetIterationTime(static_cast<double>(times.taken - times.submitted) * 1e-9);
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

// There and back. The argument: how many are on their way at a time; with many the engine has no time to sleep.
void round_trip(benchmark::State& run) {
  RunningEngine engine;
  auto queries = engine.queries(run.range(0));
  for (auto& query : queries) engine.submit(query);
  std::span<core::Submission*> back;
  for (auto _ : run) {
    if (back.empty()) back = engine.take();
    engine.submit(*back.front());
    back = back.subspan(1);
  }
  for (std::size_t left = queries.size() - back.size(); left > 0;) left -= engine.take().size();
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

BENCHMARK(one_way)->Name("queue/one_way_with_wake")->UseManualTime();
BENCHMARK(round_trip)->Name("queue/round_trip")->Arg(1)->Arg(16)->Arg(64)->UseRealTime();

}  // namespace
}  // namespace doorbuster::bench
