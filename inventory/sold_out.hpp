// What lets losers be told so without waiting for the one writer: when an item is gone for everybody, and who is
// certainly nobody the state knows. Most of a flash sale's traffic is that.
#pragma once

#include <optional>

#include "inventory/command.hpp"

namespace doorbuster::inventory {

class State;

// An item of a running sale of which not one unit is left, neither of its quota nor of its stock.
struct SoldOutItem {
  std::optional<Quantity> per_buyer_limit;  // for one who has nothing of it yet, what is refused with another reason
  Instant sale_ends_at;
};

// Of an order's only line, at `now`; nothing for orders of several lines, or as long as one unit is left.
[[nodiscard]] std::optional<SoldOutItem> sold_out_item(const State& state, const PlaceOrder& command, Instant now);

// False: nothing that was applied before this call is bound to the command's key, and its buyer never had an order
// accepted. True: perhaps something is.
// Unlike all else that reads a state, for any thread, also while another one applies events to it.
[[nodiscard]] bool may_be_known(const State& state, const PlaceOrder& command);

}  // namespace doorbuster::inventory
