// How fast a journal's events are folded into a state: decoded and applied, as recovery does it, without the disk.
#include <benchmark/benchmark.h>

#include <deque>
#include <random>
#include <vector>

#include "bench/open_sale.hpp"
#include "core/core.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

// A journal's bodies: so many records each, as under load.
struct Body {
  std::vector<std::byte> bytes;
  std::uint32_t events = 0;
};

class Recorder {
 public:
  void operator()(const Event& event) {
    if (bodies_.empty() || bodies_.back().events == events_per_body) bodies_.emplace_back();
    const std::size_t size = core::encode_record(event, {start_ms}, record_);
    Body& body = bodies_.back();
    body.bytes.insert(body.bytes.end(), record_.begin(), record_.begin() + static_cast<std::ptrdiff_t>(size));
    ++body.events;
    ++events_;
  }
  [[nodiscard]] const std::vector<Body>& bodies() const { return bodies_; }
  [[nodiscard]] std::int64_t events() const { return events_; }

 private:
  static constexpr std::uint32_t events_per_body = 4'096;
  std::vector<std::byte> record_ = std::vector<std::byte>(core::max_record_bytes);
  std::vector<Body> bodies_;
  std::int64_t events_ = 0;
};

// A promotion of so many orders, each with its own buyer and key: while the crowd still orders, those who have ordered
// pay, some cancel; what is left expires. Nobody pays in exactly the order in which they came.
Recorder promotion(std::uint64_t orders) {
  constexpr std::uint64_t minds_made_up_after = 20'000;  // orders
  constexpr std::uint64_t crowd = 1'000;                 // orders among which the next to be settled is found
  Recorder record;
  State state(room_for(orders));
  std::mt19937_64 random(1);
  open_sale(state, record);
  std::deque<std::uint64_t> open;
  const auto settle_one = [&] {
    const std::size_t pick = random() % std::min<std::uint64_t>(open.size(), crowd);
    const std::uint64_t number = open[pick];
    open[pick] = open.front();
    open.pop_front();
    const std::uint64_t dice = random() % 10;
    if (dice < 6) carry_out(state, payment_of(number), record);
    else if (dice < 7) carry_out(state, CancelOrder{{}, {number}}, record);
  };
  for (std::uint64_t number = 1; number <= orders; ++number) {
    carry_out(state, order_of(number), record);
    open.push_back(number);
    if (open.size() > minds_made_up_after) settle_one();
  }
  while (!open.empty()) settle_one();
  std::vector<Event> due;
  for (bool more = true; more;) {
    due.clear();
    decide_expiries(state, {start_ms + 900'000}, due);
    for (const Event& event : due) {
      if (apply(state, event)) std::abort();
      record(event);
    }
    more = state.next_expiry() && *state.next_expiry() <= Instant{start_ms + 900'000};
  }
  return record;
}

void decode(benchmark::State& run) {
  const Recorder record = promotion(static_cast<std::uint64_t>(run.range(0)));
  Event event;
  for (auto _ : run) {
    for (const Body& body : record.bodies()) {
      std::span<const std::byte> left(body.bytes);
      for (std::uint32_t i = 0; i < body.events; ++i) {
        if (!core::decode_record(left, {start_ms}, event)) std::abort();
        benchmark::DoNotOptimize(event);
      }
    }
  }
  run.SetItemsProcessed(run.iterations() * record.events());
}

// Into a state of the default capacity, as a server has it.
void recover(benchmark::State& run) {
  const Recorder record = promotion(static_cast<std::uint64_t>(run.range(0)));
  for (auto _ : run) {
    run.PauseTiming();
    std::optional<core::Replay> replay(std::in_place, State(Capacity{}), Instant{});
    run.ResumeTiming();
    for (const Body& body : record.bodies()) {
      core::BatchHeader header;
      header.base_time_ms = start_ms;
      header.events = body.events;
      if (!replay->take({header, body.bytes})) std::abort();
    }
    run.PauseTiming();
    replay.reset();
    run.ResumeTiming();
  }
  run.SetItemsProcessed(run.iterations() * record.events());
}

constexpr std::int64_t few = 100'000;
constexpr std::int64_t many = 5'000'000;
BENCHMARK(decode)->Name("recovery/decode")->Arg(few)->Arg(many)->Unit(benchmark::kMillisecond);
BENCHMARK(recover)->Name("recovery/fold")->Arg(few)->Arg(many)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace doorbuster::bench
