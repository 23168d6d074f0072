// The index of idempotency keys by itself: a key bound, one found and one not found. The argument: among how many.
#include <benchmark/benchmark.h>

#include "inventory/hash.hpp"
#include "inventory/key_index.hpp"

namespace doorbuster::bench {
namespace {

using namespace inventory;

constexpr std::uint32_t inserted = 1u << 20;
constexpr std::uint64_t stride = 2'654'435'761;  // a prime: all over the tables, each place once

KeyDigest key_of(std::uint64_t number) { return {2, number}; }

// As many orders as have a key bound, since the index reads keys in the orders.
struct Bindings {
  explicit Bindings(std::uint32_t bound) : orders(bound + inserted, 1), keys(bound + inserted, 0) {
    for (std::uint32_t i = 0; i < bound; ++i) add();
    for (std::uint64_t number = 1; number <= bound; ++number) bind(number);
  }
  void add() {
    Order order;
    order.key = key_of(orders.next_number().value);
    orders.add(order, {});
  }
  void bind(std::uint64_t number) { keys.bind(hash_of(key_of(number)), OrderNumber{number}); }
  [[nodiscard]] bool has(std::uint64_t number) const {
    const KeyDigest key = key_of(number);
    return keys.find(key, hash_of(key), orders, adjustments).has_value();
  }

  OrderBook orders;
  StockAdjustments adjustments{0};
  KeyIndex keys;
};

std::uint32_t bound_of(const benchmark::State& run) { return static_cast<std::uint32_t>(run.range(0)); }

void insert(benchmark::State& run) {
  Bindings bindings(bound_of(run));
  for (std::uint32_t i = 0; i < inserted; ++i) bindings.add();
  std::uint64_t number = bound_of(run);
  for (auto _ : run) bindings.bind(++number);
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

void hit(benchmark::State& run) {
  const Bindings bindings(bound_of(run));
  std::uint64_t i = 0;
  for (auto _ : run) {
    if (!bindings.has(++i * stride % bound_of(run) + 1)) std::abort();
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

void miss(benchmark::State& run) {
  const Bindings bindings(bound_of(run));
  std::uint64_t number = bound_of(run);
  for (auto _ : run) {
    if (bindings.has(++number)) std::abort();
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(run.iterations()));
}

constexpr std::int64_t million = 1'000'000;
BENCHMARK(insert)->Name("keys/insert")->Arg(million)->Arg(10 * million)->Iterations(inserted);
BENCHMARK(hit)->Name("keys/hit")->Arg(million)->Arg(10 * million)->Iterations(inserted);
BENCHMARK(miss)->Name("keys/miss")->Arg(million)->Arg(10 * million)->Iterations(inserted);

}  // namespace
}  // namespace doorbuster::bench
