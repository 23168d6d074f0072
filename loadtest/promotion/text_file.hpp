// Reads a text file whole, plain or compressed with xz (by its name's ending).
#pragma once

#include <string>

#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

// Larger texts are refused, so that a small compressed file can't fill the memory.
inline constexpr std::size_t text_bytes_max = 1u << 30;

[[nodiscard]] Outcome<std::string> read_text_file(const std::string& path);

}  // namespace doorbuster::loadtest
