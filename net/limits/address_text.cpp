// Addresses by inet_pton(3) and inet_ntop(3).
#include "net/limits/address_text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "net/http/http_text.hpp"

namespace doorbuster::net {
namespace {

constexpr unsigned ipv4_bits = 32;
constexpr unsigned all_bits = 128;
constexpr unsigned ipv4_prefix_bits = all_bits - ipv4_bits;
constexpr std::size_t networks_max = 256;

// All of `text`, a number without sign; nothing if it is none or more than `most`.
std::optional<unsigned> parse_number(std::string_view text, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
  return value;
}

bool is_port(std::string_view text) { return parse_number(text, 65'535).has_value(); }

void clear_after(ClientAddress& address, unsigned bits) {
  for (unsigned i = 0; i < address.bytes.size(); ++i) {
    const unsigned kept = std::min(8u, bits > 8 * i ? bits - 8 * i : 0u);
    address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & (0xff00u >> kept));
  }
}

std::optional<Network> parse_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{*address, all_bits};
  if (slash == std::string_view::npos) return network;
  const bool ipv4 = text.substr(0, slash).find(':') == std::string_view::npos;
  const auto bits = parse_number(text.substr(slash + 1), ipv4 ? ipv4_bits : all_bits);
  if (!bits) return std::nullopt;
  network.prefix_bits = ipv4 ? ipv4_prefix_bits + *bits : *bits;
  ClientAddress cleared = *address;
  clear_after(cleared, network.prefix_bits);
  if (cleared != *address) return std::nullopt;
  return network;
}

std::string to_text(const Network& network) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const auto& bytes = network.address.bytes;
  const bool ipv4 = network.address.is_ipv4() && network.prefix_bits >= ipv4_prefix_bits;
  const unsigned bits = ipv4 ? network.prefix_bits - ipv4_prefix_bits : network.prefix_bits;
  const void* from = ipv4 ? bytes.data() + ClientAddress::ipv4_prefix.size() : bytes.data();
  inet_ntop(ipv4 ? AF_INET : AF_INET6, from, text.data(), text.size());
  const bool single = network.prefix_bits == all_bits;
  return single ? text.data() : std::string(text.data()) + "/" + std::to_string(bits);
}

}  // namespace

bool Network::has(const ClientAddress& other) const {
  ClientAddress beginning = other;
  clear_after(beginning, prefix_bits);
  return beginning == address;
}

std::optional<ClientAddress> parse_address(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size()) return std::nullopt;
  std::ranges::copy(text, terminated.begin());
  ClientAddress address;
  if (inet_pton(AF_INET6, terminated.data(), address.bytes.data()) == 1) return address;
  const auto ipv4 = std::ranges::copy(ClientAddress::ipv4_prefix, address.bytes.begin()).out;
  if (inet_pton(AF_INET, terminated.data(), &*ipv4) == 1) return address;
  return std::nullopt;
}

std::optional<ClientAddress> parse_node(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const auto rest = text.substr(end + 1);
    if (!rest.empty() && !(rest.front() == ':' && is_port(rest.substr(1)))) return std::nullopt;
    const auto inside = text.substr(1, end - 1);
    return inside.find(':') == std::string_view::npos ? std::nullopt : parse_address(inside);
  }
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
    return parse_address(text);
  }
  return is_port(text.substr(colon + 1)) ? parse_address(text.substr(0, colon)) : std::nullopt;
}

std::optional<std::vector<Network>> parse_networks(std::string_view text) {
  std::vector<Network> networks;
  for (;;) {
    const auto comma = text.find(',');
    const auto network = parse_network(trimmed(text.substr(0, comma)));
    if (!network || networks.size() == networks_max) return std::nullopt;
    networks.push_back(*network);
    if (comma == std::string_view::npos) return networks;
    text.remove_prefix(comma + 1);
  }
}

std::string to_text(const std::vector<Network>& networks) {
  std::string text;
  for (const Network& network : networks) text += (text.empty() ? "" : ", ") + to_text(network);
  return text;
}

}  // namespace doorbuster::net
