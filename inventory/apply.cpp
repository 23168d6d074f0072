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

// All of them end so; a test looks at each.
bool is_want_of_room(std::string_view reason) { return reason.ends_with(" than the capacity allows"); }

}  // namespace doorbuster::inventory
