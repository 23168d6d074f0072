// Writes through io_uring.
#pragma once

#include "core/files/device_writer.hpp"

namespace doorbuster::core {

// Fails where the kernel doesn't allow io_uring (containers' usual seccomp profile, an old kernel).
[[nodiscard]] Result<std::unique_ptr<DeviceWriter>> make_uring_writer();

}  // namespace doorbuster::core
