// How each kind of fact becomes true: what apply() chooses from. Each either does all of it or, where the fact doesn't
// fit, changes nothing and says why.
#pragma once

#include <optional>
#include <string_view>

#include "inventory/event.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

// Why a fact doesn't fit the state: a literal. Nothing where it does.
using Misfit = std::optional<std::string_view>;

// When it happened and to whose things.
struct Occasion {
  Instant at;
  MerchantId merchant;
};

[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const SkuPut& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const StockAdjusted& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const SalePut& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderHeld& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderPaid& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderCancelled& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderExpired& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const RefundDue& fact);
[[nodiscard]] Misfit apply_fact(Tables& tables, const Occasion& occasion, const BuyerForgotten& fact);

// The position of the fact that is being applied.
[[nodiscard]] inline Position position_of_next(const Tables& tables) { return {tables.position.value + 1}; }

}  // namespace doorbuster::inventory
