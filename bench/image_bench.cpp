// How fast a state becomes an image and comes back from it: what a snapshot costs before compression, and a start.
#include <benchmark/benchmark.h>

#include <cstring>
#include <vector>

#include "bench/open_sale.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

// So many one-line orders, each with its own buyer and key; every other one is paid.
State busy_state(std::uint64_t orders) {
  State state(room_for(orders));
  open_sale(state);
  const auto nothing = [](const Event&) {};
  for (std::uint64_t number = 1; number <= orders; ++number) {
    carry_out(state, order_of(number), nothing);
    if (number % 2 == 0) carry_out(state, payment_of(number), nothing);
  }
  return state;
}

std::vector<std::byte> image_of(const State& state) {
  std::vector<std::byte> image;
  const bool written = write_image(state, [&](std::span<const std::byte> piece) {
    image.insert(image.end(), piece.begin(), piece.end());
    return true;
  });
  if (!written) std::abort();
  return image;
}

void write_images(benchmark::State& run) {
  const State state = busy_state(static_cast<std::uint64_t>(run.range(0)));
  std::int64_t bytes = 0;
  for (auto _ : run) {
    const bool written = write_image(state, [&](std::span<const std::byte> piece) {
      bytes += static_cast<std::int64_t>(piece.size());
      benchmark::DoNotOptimize(piece.data());
      return true;
    });
    if (!written) std::abort();
  }
  run.SetBytesProcessed(bytes);
  run.SetItemsProcessed(run.iterations() * run.range(0));
}

// Into the default capacity, as a server has it.
void read_images(benchmark::State& run) {
  const auto image = image_of(busy_state(static_cast<std::uint64_t>(run.range(0))));
  for (auto _ : run) {
    run.PauseTiming();
    auto state = std::make_unique<State>(Capacity{});
    std::span<const std::byte> left(image);
    run.ResumeTiming();
    const auto misfit = read_image(*state, [&](std::span<std::byte> into) {
      if (into.size() > left.size()) return false;
      std::memcpy(into.data(), left.data(), into.size());
      left = left.subspan(into.size());
      return true;
    });
    if (misfit) std::abort();
    run.PauseTiming();
    state.reset();
    run.ResumeTiming();
  }
  run.SetBytesProcessed(run.iterations() * static_cast<std::int64_t>(image.size()));
  run.SetItemsProcessed(run.iterations() * run.range(0));
}

constexpr std::int64_t few = 100'000;
constexpr std::int64_t many = 10'000'000;
BENCHMARK(write_images)->Name("image/write")->Arg(few)->Arg(many)->Unit(benchmark::kMillisecond);
BENCHMARK(read_images)->Name("image/read")->Arg(few)->Arg(many)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace doorbuster::bench
