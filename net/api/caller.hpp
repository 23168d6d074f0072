// Who sent a request, as far as the operations care. The one place that turns a request's credentials into a merchant
// and a role: without keys configured there is one merchant, and whoever comes may do everything.
#pragma once

#include <string_view>
#include <variant>

#include "inventory/inventory.hpp"
#include "net/access/access_table.hpp"
#include "net/api/signed_request.hpp"
#include "net/http/problem.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

struct Caller {
  inventory::MerchantId merchant;
  Role role = Role::operator_;
  std::string_view key{};  // its id, of the table that it was found in; empty: no keys are configured
};

// The caller, or why there is none: `unauthorized` (RFC 6750 section 3.1). `access`: null where there are no keys. Once
// for each request: one that is signed uses up its nonce.
[[nodiscard]] std::variant<Caller, Refused> identify(const HttpRequest& request, const AccessTable* access,
                                                     Verifier& verifier);
// The problem of a key that the server doesn't know, or no longer.
[[nodiscard]] Problem unknown_key();
// What is wrong if `caller` may not do this; nothing: they may.
[[nodiscard]] std::optional<Problem> check_permission(const Caller& caller, Permission permission);

}  // namespace doorbuster::net
