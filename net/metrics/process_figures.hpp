// What the operating system says of this process.
#pragma once

#include <cstdint>
#include <optional>

namespace doorbuster::net {

struct ProcessFigures {
  double start_time_seconds = 0;                // since 1970; when the program was loaded
  std::optional<std::uint64_t> resident_bytes;  // nothing where /proc can't be read
  std::optional<std::uint64_t> open_descriptors;
};

[[nodiscard]] ProcessFigures process_figures();

}  // namespace doorbuster::net
