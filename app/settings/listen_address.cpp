// Reads HOST:PORT; inet_pton(3) decides what a numeric address is.
#include "app/settings/listen_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace doorbuster::app {
namespace {

bool is_ipv4(const std::string& host) {
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool is_ipv6(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return port;
}

core::Failure not_an_address(std::string_view text) {
  return {core::FailureKind::invalid,
          fmt::format("\"{}\" is not HOST:PORT with a numeric host and a port from 0 to 65535. "
                      "Examples: 127.0.0.1:8080, [::1]:8080, localhost:0",
                      text)};
}

}  // namespace

core::Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return not_an_address(text);
  const auto port = parse_port(text.substr(colon + 1));
  if (!port) return not_an_address(text);

  std::string host{text.substr(0, colon)};
  if (host == "localhost") host = "127.0.0.1";
  if (is_ipv4(host)) return ListenAddress{host, *port};
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
    if (is_ipv6(host)) return ListenAddress{host, *port};
  }
  return not_an_address(text);
}

std::string to_text(const ListenAddress& address) {
  const bool ipv6 = address.host.find(':') != std::string::npos;
  return fmt::format(fmt::runtime(ipv6 ? "[{}]:{}" : "{}:{}"), address.host, address.port);
}

bool is_loopback(const ListenAddress& address) {
  if (in_addr v4{}; inet_pton(AF_INET, address.host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  if (in6_addr v6{}; inet_pton(AF_INET6, address.host.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6);
  return false;
}

}  // namespace doorbuster::app
