// What the transport counts, for /metrics. Written by the I/O threads, read by whoever scrapes.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "core/core.hpp"
#include "net/http/problem.hpp"
#include "net/http_message.hpp"

namespace doorbuster::net {

// Why a connection was given up (ServerOptions has their lengths).
enum class Timeout : std::uint8_t { head, body, write, idle, handshake };
inline constexpr std::size_t timeouts = static_cast<std::size_t>(Timeout::handshake) + 1;

// Why a connection was not let in: too many in all, too many of its address, no descriptor left for it.
enum class Unwelcome : std::uint8_t { connections, address, descriptors };
inline constexpr std::size_t unwelcomes = static_cast<std::size_t>(Unwelcome::descriptors) + 1;

inline constexpr std::size_t methods = static_cast<std::size_t>(Method::other) + 1;
inline constexpr std::size_t status_classes = 6;  // index 2 counts the 2xx; 0 and 1 stay empty

// Why a line of the request log was dropped.
enum LogDrop : std::uint8_t { log_queue_full, log_not_written };
inline constexpr std::size_t log_drops = log_not_written + 1;

// Why a request was refused for whose it is: with 401, with 403 for its key's role, or, where a signature could not be
// held against the nonces, with 503 or 500.
enum class Distrust : std::uint8_t {
  no_key,
  unknown_key,
  signing_key_sent,  // as if it were a bearer key
  malformed_signature,
  expired,
  in_the_future,
  bad_signature,  // or by nobody's key: the two are not told apart
  other_body,     // than the one that was signed
  replayed,
  nonces_not_known,
  nonces_full,
  not_checked,  // libcrypto failed
  role,
};
inline constexpr std::size_t distrusts = static_cast<std::size_t>(Distrust::role) + 1;

struct NetMeters {
  core::Counter connections_accepted;
  core::Counter connections_closed;
  std::array<core::Counter, unwelcomes> connections_refused;  // by Unwelcome; not among the accepted
  std::atomic<std::uint64_t> buffered_bytes{0};  // BufferBudget counts in it
  core::Counter refused_for_buffers;  // requests answered 503 since there was no room left for them
  core::Counter streams_opened;       // server-sent events
  core::Counter streams_closed;
  core::Counter bytes_in;
  core::Counter bytes_out;
  std::array<core::Counter, methods> requests;              // by Method; those whose framing was good
  std::array<core::Counter, status_classes> responses;      // by status / 100
  std::array<core::Counter, problem_codes> framing_errors;  // by ProblemCode
  std::array<core::Counter, timeouts> timed_out;            // by Timeout
  std::array<core::Counter, 3> rate_limited;                // answered 429, by RateLimit (net/limits/)
  std::array<core::Counter, distrusts> access_refused;       // by Distrust
  core::Counter request_log_lines;
  std::array<core::Counter, log_drops> request_log_dropped;  // by LogDrop
  core::LatencyHistogram parse_and_route;  // bytes read -> handed to the engine; one for each submission
  core::LatencyHistogram render;           // stable -> bytes handed to the socket; one for each submission
  core::LatencyHistogram whole_request;    // bytes read -> answer written; one for each request

  // At this moment, or a moment ago.
  [[nodiscard]] std::uint64_t connections_open() const { return rest(connections_accepted, connections_closed); }
  [[nodiscard]] std::uint64_t streams_open() const { return rest(streams_opened, streams_closed); }

 private:
  // The later counter is read first, so that the difference never falls below zero.
  [[nodiscard]] static std::uint64_t rest(const core::Counter& begun, const core::Counter& ended) {
    const std::uint64_t over = ended.value();
    const std::uint64_t all = begun.value();
    return all > over ? all - over : 0;
  }
};

}  // namespace doorbuster::net
