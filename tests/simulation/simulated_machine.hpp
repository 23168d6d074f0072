// A machine with one simulated disk, from a seed, for tests of the disk itself.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "core/files/aligned_buffer.hpp"
#include "tests/support/seeded_fate.hpp"
#include "tests/support/simulated_files.hpp"

namespace doorbuster::support {

using core::AlignedBuffer;
using core::block_bytes;

inline constexpr std::uint64_t file_blocks = 64;
inline constexpr std::size_t write_blocks = 4;
inline constexpr std::uint64_t seeds = 200;

inline AlignedBuffer filled(std::size_t blocks, char with) {
  AlignedBuffer buffer(blocks * block_bytes);
  std::memset(buffer.data(), with, buffer.size());
  return buffer;
}

// What stands in the file, a character for each of its first sectors: '.' for zeros.
inline std::string sectors(const MemoryDisk& disk, const std::string& name, std::size_t blocks = write_blocks) {
  std::vector<std::byte> bytes(std::min<std::uint64_t>(disk.size(name), blocks * block_bytes));
  disk.read(name, 0, bytes);
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += sector_bytes) {
    text += bytes[at] == std::byte{0} ? '.' : static_cast<char>(bytes[at]);
  }
  return text;
}

struct Machine {
  explicit Machine(std::uint64_t seed) : fate(seed) { fate.plan.late_background = 0; }
  MemoryDisk disk;
  SimulatedTime time;
  SeededFate fate;
  SimulatedFiles files{disk, time, fate};
};

inline const std::string nothing(write_blocks * 8, '.');
inline const std::string everything(write_blocks * 8, 'x');

}  // namespace doorbuster::support
