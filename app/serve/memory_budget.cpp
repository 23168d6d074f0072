// The budget's parts, from the folders that keep to them.
#include "app/serve/memory_budget.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <new>
#include <optional>

namespace doorbuster::app {
namespace {

constexpr std::uint64_t mebibyte = 1u << 20;
// The program itself, its threads, a journal batch being filled and one being written.
constexpr std::uint64_t program_bytes = 64 * mebibyte;

std::optional<std::uint64_t> bytes_of_tables(const inventory::Capacity& capacity) {
  try {
    return inventory::table_bytes(capacity);
  } catch (const std::bad_alloc&) {
    return std::nullopt;
  }
}

std::uint64_t machine_bytes() {
  return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::string line(std::uint64_t bytes, std::string_view what) {
  return fmt::format("# {:>8} MiB  {}\n", (bytes + mebibyte - 1) / mebibyte, what);
}

}  // namespace

std::string memory_budget_text(const Settings& settings, bool keys_sign) {
  const auto tables = bytes_of_tables(settings.capacity);
  if (!tables) {
    return fmt::format("# Memory: the tables for {} orders take more than this machine gives.\n",
                       settings.capacity.orders);
  }
  const auto& server = settings.server;
  const auto budget = net::memory_budget(server);
  const std::uint64_t nonces = keys_sign ? net::NonceTable::usual_bytes : 0;
  const auto all = *tables + budget.connections + budget.buffered + budget.parsing + budget.request_log +
                   budget.rate_limits + nonces + program_bytes;
  std::string text = "# Memory that it takes at most, once all of this is full:\n";
  text += line(*tables, fmt::format("tables, with room for {} orders (max_orders and the like)",
                                    settings.capacity.orders));
  text += line(budget.connections, fmt::format("{} connections (max_connections), {} KiB each",
                                               server.connections_max, net::connection_bytes() >> 10));
  text += line(budget.buffered, "bodies and answers of all of them beyond that (max_buffered_mib)");
  text += line(budget.parsing, fmt::format("reading the longest batches (max_batch_body_bytes); I/O threads: {}",
                                           net::io_threads_of(server)));
  if (budget.request_log > 0) text += line(budget.request_log, "lines on their way to the request log");
  if (budget.rate_limits > 0) text += line(budget.rate_limits, "rate limits");
  if (nonces > 0) text += line(nonces, "nonces of signed requests, a file that is mapped");
  text += line(program_bytes, "the program and its journal's batches");
  text += line(all, fmt::format("in all; this machine has {} MiB{}", machine_bytes() / mebibyte,
                                all > machine_bytes() ? ", which is less" : ""));
  return text;
}

}  // namespace doorbuster::app
