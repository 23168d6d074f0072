// Whether memory has been taken for what is about to be written there (mincore(2)).
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace doorbuster::support {

// Whether this kernel can take memory ahead of its use (since 5.14).
[[nodiscard]] inline bool can_take_memory() {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* const tried = mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (tried == MAP_FAILED) return false;
  const bool can = madvise(tried, page, MADV_POPULATE_WRITE) == 0;
  munmap(tried, page);
  return can;
}

// Whether all pages of these bytes are memory.
[[nodiscard]] inline bool is_memory(const void* first, std::size_t bytes) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const auto from = reinterpret_cast<std::uintptr_t>(first) / page * page;
  const auto end = reinterpret_cast<std::uintptr_t>(first) + bytes;
  std::vector<unsigned char> pages((end - from + page - 1) / page);
  if (mincore(reinterpret_cast<void*>(from), end - from, pages.data()) != 0) return false;
  return std::ranges::all_of(pages, [](unsigned char here) { return (here & 1) != 0; });
}

}  // namespace doorbuster::support
