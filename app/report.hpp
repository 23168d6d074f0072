// Tells a person of a failure, and the caller what to exit with.
#pragma once

#include "app/exit_codes.hpp"

namespace doorbuster::app {

// For a failure to open, read or recover a data directory.
[[nodiscard]] ExitCode report(const core::Failure& failure);

}  // namespace doorbuster::app
