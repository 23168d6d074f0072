// The way from an event to what becomes true by it.
#include "inventory/application.hpp"
#include "inventory/decide.hpp"

namespace doorbuster::inventory {

std::optional<std::string_view> apply(State& state, const Event& event) {
  if (!in_range(event.at)) return "an event happened at no tellable time";
  Tables& tables = state.tables();
  const Occasion occasion{event.at, event.merchant};
  const Misfit misfit = std::visit([&](const auto& fact) { return apply_fact(tables, occasion, fact); }, event.fact);
  if (!misfit) ++tables.position.value;
  return misfit;
}

}  // namespace doorbuster::inventory
