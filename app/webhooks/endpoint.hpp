// Who gets webhooks, and how they are tried again: what the file of endpoints says.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/webhooks/signature.hpp"

namespace doorbuster::app {

inline constexpr std::size_t endpoints_max = 64;
inline constexpr std::size_t endpoint_secrets_max = 4;
inline constexpr std::int64_t endpoint_in_flight_max = 64;

struct Endpoint {
  std::string name;                      // an id; its state is kept under it
  std::string url;                       // https, or http where `allow_private`
  std::vector<WebhookSecret> secrets;    // at least one; each message is signed with all of them
  std::vector<std::string> types{};      // of events; none: all
  std::string sale{};                    // empty: all
  std::optional<std::uint64_t> after{};  // where a new endpoint begins; nothing: with what comes from then on
  std::size_t in_flight = 1;             // messages at once; 1: in the journal's order
  std::chrono::seconds timeout{20};      // of one try
  bool allow_private = false;            // addresses that aren't public
  std::string ca_file{};                 // PEM; empty: the system's authorities
  bool enabled = true;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

struct RetryRules {
  std::chrono::milliseconds first{1'000};       // the most that the first pause takes; each one after it twice that
  std::chrono::seconds longest{15 * 60};        // but no more than this
  std::chrono::seconds give_up{3 * 24 * 3600};  // of failing, after which an endpoint is disabled
};

struct WebhooksConfig {
  std::vector<Endpoint> endpoints;  // each name once
  RetryRules retry;

  // Null if there is none of this name.
  [[nodiscard]] const Endpoint* endpoint(std::string_view name) const;
};

}  // namespace doorbuster::app
