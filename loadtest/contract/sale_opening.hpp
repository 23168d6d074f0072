// Makes the server ready for a script: its SKUs, their stock, and a sale that has begun.
#pragma once

#include "loadtest/contract/api_client.hpp"
#include "loadtest/options.hpp"
#include "loadtest/promotion/script.hpp"

namespace doorbuster::loadtest {

// The sale has begun this long ago, and ends this long from now: clocks that differ a little don't matter.
inline constexpr std::chrono::hours window_before{1};
inline constexpr std::chrono::hours window_after{48};

// The contract's bound for one body.
inline constexpr std::size_t sale_body_bytes_max = 64u << 10;

// Fails if there is a sale of that name already: its figures would not be this run's alone, and could not be audited.
[[nodiscard]] Outcome<void> refuse_known_sale(ApiClient& client, const Script& script);

[[nodiscard]] Outcome<void> open_sale(ApiClient& client, const Script& script, LatePayment late_payment);

}  // namespace doorbuster::loadtest
