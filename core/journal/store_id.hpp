// What tells one store from all others.
#pragma once

#include <array>
#include <cstddef>

namespace doorbuster::core {

// Random, made with the directory, in every segment's and batch's header. Seeds order ids and key digests, so that no
// two stores give out the same order id, and batches of one are never taken for another's.
struct StoreId {
  std::array<std::byte, 16> bytes{};
  friend bool operator==(const StoreId&, const StoreId&) = default;
};

}  // namespace doorbuster::core
