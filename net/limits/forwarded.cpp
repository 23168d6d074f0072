// X-Forwarded-For, a list of addresses; and Forwarded, a list of parameters, of which `for` is one (RFC 7239 section
// 4).
#include "net/limits/forwarded.hpp"

#include <algorithm>

#include "net/http/http_text.hpp"
#include "net/limits/address_text.hpp"

namespace doorbuster::net {
namespace {

constexpr std::size_t hops_max = 64;

// The last of the parts of `text` that `separator` sets apart, but for those within quotes; `text` becomes what stands
// before it. Nothing if a quote is not closed, or a character in quotes is escaped, which no address needs.
std::optional<std::string_view> take_last(std::string_view& text, char separator) {
  bool quoted = false;
  std::size_t at = text.size();
  for (; at > 0; --at) {
    const char c = text[at - 1];
    if (c == '\\') return std::nullopt;
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) break;
  }
  if (quoted) return std::nullopt;
  const auto last = trimmed(text.substr(at));
  text = text.substr(0, at > 0 ? at - 1 : 0);
  return last;
}

std::string_view unquoted(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// Who `element` of Forwarded says that the request was for; nothing unless it says so once.
std::optional<ClientAddress> forwarded_for(std::string_view element) {
  std::optional<ClientAddress> found;
  while (!element.empty()) {
    const auto pair = take_last(element, ';');
    if (!pair) return std::nullopt;
    const auto equals = pair->find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    if (!equal_ignoring_case(pair->substr(0, equals), "for")) continue;
    if (found) return std::nullopt;
    found = parse_node(unquoted(pair->substr(equals + 1)));
    if (!found) return std::nullopt;
  }
  return found;
}

bool is_trusted(const ClientAddress& address, std::span<const Network> trusted) {
  return std::ranges::any_of(trusted, [&](const Network& network) { return network.has(address); });
}

}  // namespace

ClientAddress client_of(const ClientAddress& peer, std::optional<std::string_view> field, ForwardedField which,
                        std::span<const Network> trusted) {
  if (trusted.empty() || !field || !is_trusted(peer, trusted)) return peer;
  std::string_view rest = *field;
  ClientAddress client = peer;
  for (std::size_t hop = 0; hop < hops_max && !rest.empty(); ++hop) {
    const auto entry = take_last(rest, ',');
    if (!entry) return peer;
    const auto named = which == ForwardedField::forwarded ? forwarded_for(*entry) : parse_node(*entry);
    if (!named) return peer;
    client = *named;
    if (!is_trusted(client, trusted)) return client;
  }
  return client;
}

}  // namespace doorbuster::net
