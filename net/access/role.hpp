// What kinds of API keys there are, and what each of them may do. Knows no requests.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace doorbuster::net {

enum class Role : std::uint8_t {
  storefront,  // a checkout: orders, and all reads
  operator_,   // everything
  monitor,     // all reads, and the metrics
};

// What a request needs leave for.
enum class Permission : std::uint8_t {
  open,     // nothing: anybody may, also without a key
  read,     // look at what is the merchant's
  order,    // place orders, pay and cancel them
  manage,   // stock and sales; forget a buyer
  metrics,  // look at the server as a whole
};

[[nodiscard]] constexpr bool may(Role role, Permission permission) {
  switch (permission) {
    case Permission::open:
    case Permission::read:
      return true;
    case Permission::order:
      return role != Role::monitor;
    case Permission::manage:
      return role == Role::operator_;
    case Permission::metrics:
      return role != Role::storefront;
  }
  return false;
}

struct RoleName {
  Role role;
  std::string_view name;
};
inline constexpr std::array role_names{RoleName{Role::storefront, "storefront"}, RoleName{Role::operator_, "operator"},
                                       RoleName{Role::monitor, "monitor"}};

[[nodiscard]] constexpr std::string_view name_of(Role role) {
  for (const RoleName& known : role_names) {
    if (known.role == role) return known.name;
  }
  return {};
}

[[nodiscard]] constexpr std::optional<Role> role_named(std::string_view name) {
  for (const RoleName& known : role_names) {
    if (known.name == name) return known.role;
  }
  return std::nullopt;
}

}  // namespace doorbuster::net
