// The engine's answers as HTTP responses.
#pragma once

#include "core/core.hpp"
#include "net/api/api.hpp"

namespace doorbuster::net {

// The answer to one request.
[[nodiscard]] HttpResponse render_answer(const core::Request& request, const inventory::Answer& answer,
                                         const core::OrderIds& ids);

// The answer to a batch: `entries` as in Pending, `answers` those of its entries that the engine has met.
[[nodiscard]] HttpResponse render_batch(const std::vector<BatchEntry>& entries,
                                        std::span<const inventory::Answer> answers, const core::OrderIds& ids);

}  // namespace doorbuster::net
