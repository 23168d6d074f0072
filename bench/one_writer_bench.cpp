// One thread that owns the state, fed through the real queue, against threads that share it (shared_shop.hpp): as many
// threads as the argument says have orders to place, each order with its own buyer and key. Neither journals, since
// only the way to the state differs; the one writer has one thread more, and answers whole.
#include <benchmark/benchmark.h>

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "bench/bell.hpp"
#include "bench/open_sale.hpp"
#include "bench/shared_shop.hpp"
#include "core/core.hpp"

namespace doorbuster::bench {
namespace {

constexpr std::int64_t orders_each = 1u << 18;
constexpr int threads_max = 4;
constexpr auto orders_max = static_cast<std::uint32_t>(orders_each * threads_max);

// An order that no other thread places.
inventory::PlaceOrder order_of(const benchmark::State& run, std::uint64_t number) {
  return bench::order_of(static_cast<std::uint64_t>(run.thread_index()) * orders_each + number);
}

std::optional<SharedShop> shared_shop;

void place_shared(benchmark::State& run) {
  if (run.thread_index() == 0) shared_shop.emplace(orders_max, orders_max);
  std::uint64_t number = 0;
  for (auto _ : run) {
    const inventory::Command command = order_of(run, number++);
    if (shared_shop->place(std::get<inventory::PlaceOrder>(command), {start_ms}) != Placed::held) std::abort();
  }
  if (run.thread_index() == 0 &&
      shared_shop->orders() + static_cast<std::uint64_t>(shared_shop->stock()) != orders_max) {
    std::abort();  // a unit was lost or sold twice
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

// Goes on after `position`; whatever is appended is stable at once.
class NoJournal final : public core::Journal {
 public:
  explicit NoJournal(inventory::Position position) : position_(position) {}
  bool has_room() const override { return true; }
  void append(const inventory::Event&) override { ++position_.value; }
  core::Result<void> poll() override { return {}; }
  bool mark_due() const override { return false; }
  core::Result<void> poll_idle() override { return {}; }
  inventory::Position stable_position() const override { return position_; }
  bool busy() const override { return false; }
  int write_done_descriptor() const override { return -1; }
  const core::JournalMeters& meters() const override { return meters_; }
  core::Result<void> close() override { return {}; }

 private:
  inventory::Position position_;
  core::JournalMeters meters_;
};

// The sale has just begun.
class SaleTime final : public core::TimeSource {
 public:
  std::int64_t wall_ms() override { return start_ms; }
  std::int64_t monotonic_ns() override { return system_.monotonic_ns(); }

 private:
  core::SystemTime system_;
};

core::Store open_shop() {
  inventory::State state(room_for(orders_max));
  open_sale(state);
  auto journal = std::make_unique<NoJournal>(state.position());
  return {{}, std::move(state), std::move(journal), {start_ms}, {}};
}

// The engine on its thread, with a port for each thread that places orders.
struct OneWriter {
  struct Way {
    core::Port* port = nullptr;
    Bell bell;
  };

  OneWriter() {
    for (auto& way : ways) way.port = &engine.open_port([&way] { way.bell.ring(); });
    thread.emplace(engine);
  }
  ~OneWriter() { engine.request_stop(); }

  SaleTime time;
  std::array<Way, threads_max> ways;
  core::Engine engine{open_shop(), time, {}};
  std::optional<core::EngineThread> thread;
};
std::optional<OneWriter> one_writer;

// A thread's submissions, of so many orders each: filled, lent, taken back, used again. As with the connections of an
// I/O thread, the engine is woken once for all that were lent before the thread has to wait.
class Window {
 public:
  Window(OneWriter::Way& way, std::size_t orders) : way_(way), orders_(orders) {
    for (auto& submission : submissions_) idle_.push_back(&submission);
  }

  template <class Make>
  void send(Make&& make) {
    while (idle_.empty()) take();
    core::Submission& submission = *idle_.back();
    idle_.pop_back();
    submission.requests.clear();
    for (std::size_t i = 0; i < orders_; ++i) submission.requests.emplace_back(inventory::Command(make()));
    if (way_.port->submit_quietly(submission) != core::Submitted::accepted) std::abort();
  }
  void take_all() {
    while (idle_.size() < submissions_.size()) take();
  }

 private:
  static constexpr std::size_t in_flight = 64;

  void take() {
    way_.port->ring();
    std::array<core::Submission*, in_flight> taken{};
    const auto count = way_.port->take(taken);
    if (count == 0) way_.bell.wait();
    for (auto* submission : std::span(taken).first(count)) {
      for (const auto& answer : submission->answers) {
        if (!std::holds_alternative<inventory::OrderView>(answer.body)) std::abort();
      }
      idle_.push_back(submission);
    }
  }

  OneWriter::Way& way_;
  std::size_t orders_;
  std::array<core::Submission, in_flight> submissions_;
  std::vector<core::Submission*> idle_;
};

// The argument: how many orders a submission has, as many as came together.
void place_through_one_writer(benchmark::State& run) {
  if (run.thread_index() == 0) one_writer.emplace();
  std::optional<Window> window;
  std::uint64_t number = 0;
  while (run.KeepRunningBatch(run.range(0))) {
    if (!window) {
      auto& way = one_writer->ways[static_cast<std::size_t>(run.thread_index())];
      window.emplace(way, static_cast<std::size_t>(run.range(0)));
    }
    window->send([&] { return order_of(run, number++); });
  }
  window->take_all();
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

void reset_shops(const benchmark::State&) {
  shared_shop.reset();
  one_writer.reset();
}

void under_contention(benchmark::internal::Benchmark* bench) {
  bench->Teardown(reset_shops)->Iterations(orders_each)->MeasureProcessCPUTime()->UseRealTime();
  for (const int threads : {1, 2, 4}) bench->Threads(threads);
}

BENCHMARK(place_shared)->Name("contention/shared_atomics")->Apply(under_contention);
BENCHMARK(place_through_one_writer)->Name("contention/one_writer")->Arg(1)->Arg(16)->Apply(under_contention);

}  // namespace
}  // namespace doorbuster::bench
