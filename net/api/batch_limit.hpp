// How many orders one request may carry.
#pragma once

#include <cstdint>

namespace doorbuster::net {

// POST /v1/orders/batch takes or refuses a batch as a whole, so an engine's queue must have room for a full one.
inline constexpr std::int64_t batch_orders_max = 8192;

}  // namespace doorbuster::net
