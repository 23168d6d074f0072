// Small files for their owner alone, mode 0600, that are there whole or not at all, whatever the machine does
// meanwhile.
#pragma once

#include <string>
#include <string_view>

#include "core/core.hpp"

namespace doorbuster::app {

// All of it. Fails, as a configuration that can't be used, where it can't be read or is open to other users; `what`
// names it: "key file".
[[nodiscard]] core::Result<std::string> read_private_file(const std::string& path, std::string_view what);

// Puts `text` in the place of what is at `path`, at once and on stable storage: a reader sees the one or the other.
// PATH.new beside it is what a crash may leave behind. False: errno says why.
[[nodiscard]] bool replace_durably(const std::string& path, std::string_view text);

// True also where there was none. False: errno says why.
[[nodiscard]] bool remove_durably(const std::string& path);

}  // namespace doorbuster::app
