// Splits the target, and asks the system's resolver.
#include "loadtest/http/endpoint.hpp"

#include <fmt/format.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace doorbuster::loadtest {
namespace {

constexpr timeval patience{.tv_sec = 2, .tv_usec = 0};  // as a socket's for sending, it bounds connect(2): socket(7)

bool somebody_listens(const addrinfo& address) {
  const int tried = socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (tried < 0) return false;
  setsockopt(tried, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const bool listens = connect(tried, address.ai_addr, address.ai_addrlen) == 0;
  close(tried);
  return listens;
}

}  // namespace

const addrinfo& first_that_listens(const addrinfo& addresses) {
  if (addresses.ai_next == nullptr) return addresses;
  for (const auto* address = &addresses; address != nullptr; address = address->ai_next) {
    if (somebody_listens(*address)) return *address;
  }
  return addresses;
}

Outcome<Endpoint> find_endpoint(std::string_view target, std::string_view key) {
  constexpr std::string_view scheme = "http://";
  const auto refuse = [&](std::string_view why) {
    return Problem{fmt::format("The target \"{}\" {}; give it as http://HOST:PORT.", target, why)};
  };
  std::string_view rest = target;
  if (!rest.starts_with(scheme)) return refuse("does not start with http://");
  rest.remove_prefix(scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  if (rest.empty() || rest.find_first_of("/?#@") != rest.npos) return refuse("is not a host and a port alone");

  std::string host(rest), port = "80";
  const std::size_t colon = rest.rfind(':');
  if (colon != rest.npos && rest.find(']', colon) == rest.npos) {
    host = rest.substr(0, colon);
    port = rest.substr(colon + 1);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);

  const auto is_visible = [](char c) { return c > ' ' && c <= '~'; };
  if (!std::ranges::all_of(key, is_visible)) return Problem{"The API key has characters that no key has."};

  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
  if (error != 0) return refuse(fmt::format("can't be looked up ({})", gai_strerror(error)));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> found(list, &freeaddrinfo);
  Endpoint endpoint{.host = std::string(rest), .fields = fmt::format("Host: {}", rest)};
  if (!key.empty()) endpoint.fields += fmt::format("\r\nAuthorization: Bearer {}", key);
  const auto& address = first_that_listens(*found);
  std::memcpy(&endpoint.address, address.ai_addr, address.ai_addrlen);
  endpoint.address_bytes = address.ai_addrlen;
  return endpoint;
}

}  // namespace doorbuster::loadtest
