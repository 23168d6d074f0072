// What the operating system refused, as a sentence for the person who has to act on it.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace doorbuster::core {

[[nodiscard]] std::string errno_text(int error);

// "Can't <what>: <errno's text>. <what to do next, where the errno tells>". Name the whole path in `what`.
[[nodiscard]] Failure system_failure(std::string_view what, int error);

}  // namespace doorbuster::core
