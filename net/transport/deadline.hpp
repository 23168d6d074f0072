// The one moment at which a connection's patience ends, and what it was waiting for. Kept by a coarse sweep.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "net/metrics/meters.hpp"
#include "net/monotonic.hpp"

namespace doorbuster::net {

class Deadline {
 public:
  enum class Wait : std::uint8_t { none, handshake, head, body, write, idle, linger };

  void set(Wait wait, std::chrono::milliseconds from_now) {
    wait_ = wait;
    since_ns_ = monotonic_ns();
    at_ns_ = since_ns_ + to_ns(from_now);
  }
  void clear() { wait_ = Wait::none; }
  [[nodiscard]] Wait wait() const { return wait_; }
  [[nodiscard]] bool passed(std::int64_t now_ns) const { return wait_ != Wait::none && now_ns >= at_ns_; }
  // Whether it has waited for `wait` so long already.
  [[nodiscard]] bool has_waited(Wait wait, std::chrono::milliseconds length, std::int64_t now_ns) const {
    return wait_ == wait && now_ns - since_ns_ >= to_ns(length);
  }
  // The same, for what comes in parts.
  [[nodiscard]] bool has_waited_for_parts(std::chrono::milliseconds length, std::int64_t now_ns) const {
    const bool parts = wait_ == Wait::handshake || wait_ == Wait::head || wait_ == Wait::body;
    return parts && has_waited(wait_, length, now_ns);
  }

 private:
  Wait wait_ = Wait::none;
  std::int64_t since_ns_ = 0;
  std::int64_t at_ns_ = 0;
};

}  // namespace doorbuster::net
