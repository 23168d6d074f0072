// Anonymous mappings on the edge of huge pages: madvise(2), MADV_HUGEPAGE.
#include "inventory/table_memory.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace doorbuster::inventory {
namespace {

constexpr std::size_t huge_page_bytes = std::size_t{2} << 20;
constexpr std::size_t cache_line_bytes = 64;
// From here on in mappings of its own, which take no memory before they are touched.
constexpr std::size_t mapped_bytes = std::size_t{64} << 10;

thread_local std::size_t reserved = 0;

constexpr std::size_t round_up(std::size_t bytes, std::size_t to) { return (bytes + to - 1) / to * to; }

char* map_bytes(std::size_t bytes) {
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return static_cast<char*>(memory);
}

// On a huge page's edge: what is mapped too much before and after goes back.
char* map_huge(std::size_t bytes) {
  const std::size_t wanted = round_up(bytes, huge_page_bytes);
  char* const mapped = map_bytes(wanted + huge_page_bytes);
  const auto address = reinterpret_cast<std::uintptr_t>(mapped);
  const std::size_t before = round_up(address, huge_page_bytes) - address;
  const std::size_t after = huge_page_bytes - before;
  if (before > 0) munmap(mapped, before);
  if (after > 0) munmap(mapped + before + wanted, after);
  madvise(mapped + before, wanted, MADV_HUGEPAGE);  // where it is refused, small pages do
  return mapped + before;
}

}  // namespace

std::size_t table_bytes_reserved() { return reserved; }

void* reserve_table(std::size_t bytes) {
  reserved += bytes;
  if (bytes >= huge_table_bytes) return map_huge(bytes);
  if (bytes >= mapped_bytes) return map_bytes(bytes);
  const std::size_t wanted = round_up(bytes, cache_line_bytes);
  void* const memory = std::aligned_alloc(cache_line_bytes, wanted);
  if (memory == nullptr) throw std::bad_alloc();
  return std::memset(memory, 0, wanted);
}

void populate_table(void* memory, std::size_t bytes) noexcept {
  if (bytes < huge_table_bytes || bytes > populated_bytes_max) return;
  madvise(memory, round_up(bytes, huge_page_bytes), MADV_POPULATE_WRITE);  // where unknown, it comes as it is touched
}

void take_memory(const TableStretches& stretches) noexcept {
  for (const TableStretch& stretch : stretches) {
    const auto from = reinterpret_cast<std::uintptr_t>(stretch.memory) / huge_page_bytes * huge_page_bytes;
    const auto to = round_up(reinterpret_cast<std::uintptr_t>(stretch.memory) + stretch.bytes, huge_page_bytes);
    madvise(reinterpret_cast<void*>(from), to - from, MADV_POPULATE_WRITE);  // where unknown, as above
  }
}

void release_table(void* memory, std::size_t bytes) noexcept {
  if (bytes >= huge_table_bytes) {
    munmap(memory, round_up(bytes, huge_page_bytes));
  } else if (bytes >= mapped_bytes) {
    munmap(memory, bytes);
  } else {
    std::free(memory);
  }
}

}  // namespace doorbuster::inventory
