// How long the disk takes to make 4 KiB durable, in the way in which the journal writes: over zeros, O_DIRECT|O_DSYNC.
//   device_write DIRECTORY SECONDS     prints p50 and p99.9 in microseconds
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "core/core.hpp"

int main(int argc, char** argv) {
  using namespace doorbuster::core;
  using Clock = std::chrono::steady_clock;
  constexpr std::uint64_t file_bytes = std::uint64_t{64} << 20;
  if (argc != 3) {
    std::fputs("usage: device_write DIRECTORY SECONDS\n", stderr);
    return 2;
  }
  const auto files = open_directory(argv[1]);
  if (!files || !(*files)->create_zeroed("written", file_bytes)) {
    std::fputs("device_write: can't write there\n", stderr);
    return 1;
  }
  const auto file = (*files)->open("written");
  if (!file) return 1;
  alignas(block_bytes) static std::byte block[block_bytes];
  std::memset(block, 1, sizeof block);

  std::vector<double> took;
  const auto end = Clock::now() + std::chrono::seconds(std::atoi(argv[2]));
  for (std::uint64_t offset = 0; Clock::now() < end; offset = (offset + block_bytes) % file_bytes) {
    const auto began = Clock::now();
    if (!(*file)->write(block, offset)) return 1;
    took.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
  }
  std::sort(took.begin(), took.end());
  const auto at = [&](double share) {
    return took[static_cast<std::size_t>(share * static_cast<double>(took.size()))];
  };
  std::printf("%s\np50_us %.1f\np99.9_us %.1f\n", (*files)->describe().c_str(), at(0.5), at(0.999));
}
