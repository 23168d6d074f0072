// The state as its users hold it.
#include "inventory/state.hpp"

#include "inventory/tables.hpp"

namespace doorbuster::inventory {

std::uint64_t table_bytes(const Capacity& capacity) {
  const auto before = table_bytes_reserved();
  const State state(capacity);  // of address space alone
  return table_bytes_reserved() - before;
}

State::State(const Capacity& capacity, HashSecret secret) : tables_(std::make_unique<Tables>(capacity, secret)) {}
State::~State() = default;
State::State(State&&) noexcept = default;
State& State::operator=(State&&) noexcept = default;

void State::populate() {
  tables_->keys.populate();
  tables_->buyers.populate();
}

TableStretches State::memory_ahead(std::uint32_t orders) const {
  TableStretches stretches;
  tables_->orders.add_stretches(orders, stretches);
  tables_->buyers.add_stretches(orders, stretches);
  tables_->units.add_stretches(orders, stretches);
  tables_->holds.add_stretches(orders, stretches);
  return stretches;
}

Position State::position() const { return tables_->position; }

std::optional<Instant> State::next_expiry() const {
  const auto hold = tables_->holds.top();
  if (!hold) return std::nullopt;
  return hold->due();
}

}  // namespace doorbuster::inventory
