// Writes through pwritev2(2) with RWF_DSYNC, on a thread of its own.
#pragma once

#include "core/files/device_writer.hpp"

namespace doorbuster::core {

// `why`: what to say of why it is this one; may be empty.
[[nodiscard]] Result<std::unique_ptr<DeviceWriter>> make_pwritev2_writer(std::string why);

}  // namespace doorbuster::core
