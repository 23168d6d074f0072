// How the real disk's started writes get to the device: one at a time, without holding up the caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/result.hpp"

namespace doorbuster::core {

// One thread; one write under way at a time.
class DeviceWriter {
 public:
  virtual ~DeviceWriter() = default;

  // The bytes written, or an errno below zero. A write is on stable storage when it is done.
  using Outcome = std::int64_t;

  virtual void start(int descriptor, std::span<const std::byte> bytes, std::uint64_t offset) = 0;
  [[nodiscard]] virtual std::optional<Outcome> poll() = 0;
  [[nodiscard]] virtual Outcome wait() = 0;

  // A descriptor that is readable from when a write is done until poll() or wait() has told of it.
  [[nodiscard]] virtual int done_descriptor() const = 0;
  [[nodiscard]] virtual std::string name() const = 0;
};

}  // namespace doorbuster::core
