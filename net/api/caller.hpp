// Who sent a request, as far as the operations care. The one place that turns a request's credentials into a merchant:
// without keys configured there is one merchant.
#pragma once

#include "inventory/inventory.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

struct Caller {
  inventory::MerchantId merchant;
};

[[nodiscard]] inline Caller caller_of(const HttpRequest&) { return Caller{}; }

}  // namespace doorbuster::net
