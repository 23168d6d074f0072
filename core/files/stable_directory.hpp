// A directory that is there for good.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/files/descriptor.hpp"
#include "core/result.hpp"

namespace doorbuster::core {

// Makes it if need be, and those above it. Each that is made stands in the one above it, which is synced: else a power
// cut could take it away, with all that was acknowledged in it.
[[nodiscard]] Result<void> make_directory(const std::filesystem::path& path);

// `what` it is, for the message if it can't be opened: "the data directory".
[[nodiscard]] Result<Descriptor> open_path(const std::filesystem::path& path, std::string_view what);

// Blocks until all names in there are on stable storage. `path` is for messages.
[[nodiscard]] Result<void> sync_names(const Descriptor& directory, const std::filesystem::path& path);

}  // namespace doorbuster::core
