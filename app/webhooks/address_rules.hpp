// Which addresses are out in the public internet. All others (this machine, this network, what the IANA keeps for
// special purposes) may be a house's own insides, where a webhook could do what its URL's author may not.
#pragma once

#include <string>

struct sockaddr;

namespace doorbuster::app {

// By the IANA's registries of special-purpose addresses (RFC 6890 and its updates). An IPv4 address within an IPv6 one
// (mapped, NAT64) counts as itself. False for all families but IPv4 and IPv6.
[[nodiscard]] bool is_public_address(const sockaddr& address);

// "192.0.2.1", "2001:db8::1"
[[nodiscard]] std::string address_words(const sockaddr& address);

}  // namespace doorbuster::app
