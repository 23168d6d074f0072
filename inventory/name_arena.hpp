// Names, one after the other in one block: a length byte and the bytes. Room for the longest names is reserved as
// address space, so that adding never moves or allocates. One that is erased is empty from then on.
#pragma once

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <limits>
#include <string_view>

#include "inventory/ids.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

using NameRef = Number<struct NameRefTag, std::uint32_t>;  // where a name stands in its arena

class NameArena {
 public:
  static constexpr std::uint32_t capacity_max = std::numeric_limits<std::uint32_t>::max() / (limits::id_bytes + 1);

  explicit NameArena(std::uint32_t capacity) : capacity_(capacity) {
    assert(capacity <= capacity_max);
    bytes_.reserve(std::size_t{capacity} * (limits::id_bytes + 1));
  }

  // Not while full().
  NameRef add(std::string_view name) {
    assert(!full() && name.size() <= limits::id_bytes);
    const NameRef at{static_cast<std::uint32_t>(bytes_.size())};
    bytes_.push_back(static_cast<char>(name.size()));
    bytes_.insert(bytes_.end(), name.begin(), name.end());
    ++size_;
    return at;
  }

  [[nodiscard]] std::string_view operator[](NameRef at) const {
    return {bytes_.data() + at.value + 1, static_cast<unsigned char>(bytes_[at.value])};
  }

  // Leaves not one character of it in memory.
  void erase(NameRef at) {
    char& length = bytes_[at.value];
    std::fill_n(&length + 1, static_cast<unsigned char>(length), '\0');
    std::atomic_ref(length).store(0, std::memory_order_release);
  }
  // For any thread that knows that the name was added, also while another one adds or erases.
  [[nodiscard]] bool is_empty(NameRef at) const {
    return std::atomic_ref(const_cast<char&>(bytes_.data()[at.value])).load(std::memory_order_acquire) == 0;
  }

  [[nodiscard]] bool full() const { return size_ == capacity_; }
  // Where the next `count` names will stand, if they are of a usual length.
  void add_stretches(std::size_t count, TableStretches& stretches) const {
    constexpr std::size_t usual_bytes = 16;
    add_stretch(bytes_, count * usual_bytes, stretches);
  }

 private:
  std::uint32_t capacity_;
  std::uint32_t size_ = 0;
  TableVector<char> bytes_;
};

}  // namespace doorbuster::inventory
