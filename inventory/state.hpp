// All that is true at one moment: SKUs, sales, orders, buyers, keys. Changed by apply() alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "inventory/amounts.hpp"
#include "inventory/hash.hpp"
#include "inventory/ids.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

// How much a state may hold; at a bound a command is refused with Reason::capacity_reached. Room for it is reserved
// as address space when the state is made and takes memory only as it fills, so no table grows on an order's way.
// Filled with one-line orders, each with its own buyer, key and payment, that is about 180 bytes an order; the first
// few take 145 MB, since large tables are in huge pages where the system grants them; see memory_ahead(). At most
// 60 million each of buyers and payments, and 2^30 of anything else (orders and stock keys together).
struct Capacity {
  std::uint32_t skus = 100'000;
  std::uint32_t sales = 10'000;
  std::uint32_t sale_items = 1'000'000;
  std::uint32_t orders = 10'000'000;
  std::uint32_t order_lines = 20'000'000;
  std::uint32_t buyers = 10'000'000;
  std::uint32_t stock_keys = 1'000'000;   // accepted stock adjustments
  std::uint32_t payments = 10'000'000;    // payment ids kept: paid orders' and refunds'
};

// The most memory that the tables of such a state ever take. Throws std::bad_alloc where the system doesn't give even
// the address space.
[[nodiscard]] std::uint64_t table_bytes(const Capacity& capacity);

struct Tables;  // inventory/tables.hpp, which only this folder (and its tests) may open

class State {
 public:
  explicit State(const Capacity& capacity, HashSecret secret = {});
  ~State();
  State(State&&) noexcept;
  State& operator=(State&&) noexcept;

  // Takes the memory that the first few thousand orders would take anyway, so that none of them waits for it.
  void populate();
  // What take_memory() is to be asked for, by whichever thread has the time, so that none of the next `orders` orders
  // waits for memory, if they have a line each. As of now; nothing where the tables are small.
  [[nodiscard]] TableStretches memory_ahead(std::uint32_t orders) const;

  // How many events have been applied: the position of the newest.
  [[nodiscard]] Position position() const;
  // When the next hold is due, if any order is held. May be early (an order since paid), never late.
  [[nodiscard]] std::optional<Instant> next_expiry() const;

  [[nodiscard]] const Tables& tables() const { return *tables_; }
  [[nodiscard]] Tables& tables() { return *tables_; }

 private:
  std::unique_ptr<Tables> tables_;
};

}  // namespace doorbuster::inventory
