// What a request with an idempotency key asks for, as a digest: the same for the same content however it is laid out
// in JSON, another for other content.
#pragma once

#include <string>

#include "core/core.hpp"

namespace doorbuster::net {

// Reads all of the command but its `key` and `body`. `scratch` is room to work in, kept for the next call.
[[nodiscard]] inventory::BodyDigest digest_content(const core::Digests& digests, const inventory::PlaceOrder& order,
                                                   std::string& scratch);
[[nodiscard]] inventory::BodyDigest digest_content(const core::Digests& digests, const inventory::AdjustStock& stock,
                                                   std::string& scratch);

}  // namespace doorbuster::net
