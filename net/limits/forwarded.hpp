// For whom a request is, where it came through proxies: the fields that they write, read from the right, as far as
// those who wrote them are trusted.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "net/rate_limit_options.hpp"

namespace doorbuster::net {

// The client of a request that came from `peer`. `field`: the value of the field that `which` names, its lines joined
// by commas, if there is one. A trusted peer is believed that the field's last entry is who asked it; if that one is
// trusted too, the entry before it counts, and so on to the first that is not trusted, or the last entry there is. Who
// is not trusted, says nothing, or says what can't be understood, is the client itself: then it is `peer`.
[[nodiscard]] ClientAddress client_of(const ClientAddress& peer, std::optional<std::string_view> field,
                                      ForwardedField which, std::span<const Network> trusted);

}  // namespace doorbuster::net
