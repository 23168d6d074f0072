// Memory for tables that may become large: address space that becomes memory as it is touched, in huge pages if the
// system grants them. A table of millions is touched all over, and with pages of 4 KiB its faults and its address
// translations take more time than its work.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace doorbuster::inventory {

// So many bytes, all zero, on a cache line's edge. Throws std::bad_alloc.
[[nodiscard]] void* reserve_table(std::size_t bytes);
// With the same number of bytes.
void release_table(void* memory, std::size_t bytes) noexcept;

// Takes the memory of such a table now, if it is in huge pages and no larger than populated_bytes_max. For tables that
// are touched all over from the start: else each of their first users would wait for a page to be zeroed.
void populate_table(void* memory, std::size_t bytes) noexcept;
inline constexpr std::size_t populated_bytes_max = std::size_t{1} << 30;

// Lets a std::vector keep its elements there. Made for vectors that reserve once.
template <class T>
struct TableAllocator {
  using value_type = T;

  TableAllocator() = default;
  template <class Other>
  TableAllocator(const TableAllocator<Other>&) {}

  [[nodiscard]] T* allocate(std::size_t count) { return static_cast<T*>(reserve_table(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept { release_table(memory, count * sizeof(T)); }
  friend bool operator==(const TableAllocator&, const TableAllocator&) { return true; }
};

template <class T>
using TableVector = std::vector<T, TableAllocator<T>>;

// `count` zeros.
struct ReleaseTable {
  std::size_t bytes = 0;
  void operator()(void* memory) const noexcept { release_table(memory, bytes); }
};
template <class T>
using TableArray = std::unique_ptr<T[], ReleaseTable>;

template <class T>
[[nodiscard]] TableArray<T> make_table_array(std::size_t count) {
  return TableArray<T>(static_cast<T*>(reserve_table(count * sizeof(T))), ReleaseTable{count * sizeof(T)});
}

}  // namespace doorbuster::inventory
