// The enumerations' values by name, for texts that tests compare and people read.
#pragma once

#include <ostream>
#include <string_view>

#include "inventory/inventory.hpp"

namespace doorbuster::inventory {

[[nodiscard]] std::string_view name_of(Reason reason);
[[nodiscard]] std::string_view name_of(OrderStatus status);
[[nodiscard]] std::string_view name_of(SaleStatus status);
[[nodiscard]] std::string_view name_of(LatePayment late);
[[nodiscard]] std::string_view name_of(Met met);

// For GoogleTest's messages.
template <class Named>
  requires requires(Named value) { name_of(value); }
std::ostream& operator<<(std::ostream& out, Named value) {
  return out << name_of(value);
}

}  // namespace doorbuster::inventory
