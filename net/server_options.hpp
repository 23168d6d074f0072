// What an operator may set of the HTTP front end; what is not theirs to set is in transport_limits.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "net/rate_limit_options.hpp"

namespace doorbuster::net {

class AccessTable;

struct ServerOptions {
  std::string host = "127.0.0.1";  // a numeric address; without keys it must be a loopback one
  std::uint16_t port = 8080;       // 0: any free one
  std::shared_ptr<const AccessTable> access{};  // the keys; null: everybody who comes may do everything
  // PEM files; with both the port speaks TLS and nothing else. One alone is a mistake.
  std::string tls_certificate{};
  std::string tls_key{};
  unsigned io_threads = 0;         // 0: half the cores, at least one
  std::uint32_t connections_max = 10'000;
  std::uint32_t connections_per_address_max = 0;  // of one IPv4 address or IPv6 /64; 0: as many as there may be in all
  std::uint32_t refusals_max = 256;  // beyond these: kept open at one time only to be told 503 `overloaded`
  std::uint64_t buffered_bytes_max = 256u << 20;  // what BufferBudget bounds
  RateLimitOptions limits{};
  std::uint32_t event_streams_max = 64;
  std::uint32_t body_bytes_max = 64u << 10;
  std::uint32_t batch_body_bytes_max = 4u << 20;
  std::chrono::milliseconds head_deadline{10'000};   // a request's head, from its first byte; also a TLS handshake
  std::chrono::milliseconds body_deadline{10'000};   // its body, from the head's end
  std::chrono::milliseconds write_deadline{10'000};  // an answer, to be taken
  std::chrono::milliseconds idle_deadline{75'000};
  std::string request_log{};              // a file, or "-": standard output; empty: none
  std::uint32_t request_log_sample = 1;   // one of so many requests has its line, by chance; at least 1
  std::string data_directory{};  // whose disk is shown in the metrics; empty: none

  [[nodiscard]] bool speaks_tls() const { return !tls_certificate.empty() || !tls_key.empty(); }
};

}  // namespace doorbuster::net
