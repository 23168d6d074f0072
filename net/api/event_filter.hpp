// Which events a reader of the feed wants: of all that are its merchant's, or of some types, or of one sale.
#pragma once

#include <bitset>
#include <optional>
#include <variant>

#include "core/core.hpp"

namespace doorbuster::net {

struct EventFilter {
  std::bitset<std::variant_size_v<inventory::Fact>> types{};  // by the fact's index; none: all
  std::optional<inventory::SaleId> sale{};                    // what belongs to no sale, such as stock, is left out

  [[nodiscard]] bool takes(const inventory::Fact& fact) const {
    if (types.any() && !types.test(fact.index())) return false;
    return !sale || std::visit([this](const auto& each) { return is_of(each); }, fact);
  }

 private:
  template <class Fact>
  [[nodiscard]] bool is_of(const Fact& fact) const {
    if constexpr (requires { fact.sale; }) {
      return fact.sale == *sale;
    } else if constexpr (requires { fact.terms.sale; }) {
      return fact.terms.sale == *sale;
    } else {
      return false;
    }
  }
};

}  // namespace doorbuster::net
