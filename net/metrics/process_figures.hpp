// What the operating system says of this process, and of the disk that it writes to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace doorbuster::net {

struct ProcessFigures {
  double start_time_seconds = 0;                // since 1970; when the program was loaded
  std::optional<std::uint64_t> resident_bytes;  // nothing where /proc can't be read
  std::optional<std::uint64_t> open_descriptors;
};

[[nodiscard]] ProcessFigures process_figures();

struct DiskFigures {
  std::uint64_t free_bytes = 0;  // what this process may still take
  std::uint64_t size_bytes = 0;
};

// Of the file system that `directory` is on; nothing if it can't be asked, or none is named.
[[nodiscard]] std::optional<DiskFigures> disk_figures(const std::string& directory);

}  // namespace doorbuster::net
