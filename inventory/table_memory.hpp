// Memory for tables that may become large: address space that becomes memory as it is touched, in huge pages if the
// system grants them. A table of millions is touched all over, and with pages of 4 KiB its faults and its address
// translations take more time than its work.
#pragma once

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <memory>
#include <vector>

namespace doorbuster::inventory {

// So many bytes, all zero, on a cache line's edge. Throws std::bad_alloc.
[[nodiscard]] void* reserve_table(std::size_t bytes);
// With the same number of bytes.
void release_table(void* memory, std::size_t bytes) noexcept;

// Bytes that the calling thread has ever asked for in this way.
[[nodiscard]] std::size_t table_bytes_reserved();

// Takes the memory of such a table now, if it is in huge pages and no larger than populated_bytes_max. For tables that
// are touched all over from the start: else each of their first users would wait for a page to be zeroed.
void populate_table(void* memory, std::size_t bytes) noexcept;
inline constexpr std::size_t populated_bytes_max = std::size_t{1} << 30;

// From this size on a table is in huge pages; a smaller one would take a whole page for a little.
inline constexpr std::size_t huge_table_bytes = std::size_t{32} << 20;

// A part of a table in huge pages that is about to be written for the first time.
struct TableStretch {
  void* memory = nullptr;
  std::size_t bytes = 0;
};
inline constexpr std::size_t stretches_max = 8;
using TableStretches = boost::container::static_vector<TableStretch, stretches_max>;

// Takes the memory of these now: for any thread, also while another one writes there. Their tables outlive the call.
void take_memory(const TableStretches& stretches) noexcept;

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

// Adds where the next `count` elements will stand, or as many as there is room for, if that is in huge pages.
template <class T>
void add_stretch(const TableVector<T>& vector, std::size_t count, TableStretches& stretches) {
  if (vector.capacity() * sizeof(T) < huge_table_bytes) return;
  const T* const next = vector.data() + vector.size();
  const std::size_t bytes = std::min(count, vector.capacity() - vector.size()) * sizeof(T);
  if (bytes > 0) stretches.push_back({const_cast<T*>(next), bytes});
}

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
