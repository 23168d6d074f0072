// Images in memory: written whole, read from any bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "inventory/inventory.hpp"

namespace doorbuster::inventory::tests {

using Bytes = std::vector<std::byte>;

[[nodiscard]] inline Bytes image_of(const State& state) {
  Bytes image;
  const bool written = write_image(state, [&](std::span<const std::byte> piece) {
    image.insert(image.end(), piece.begin(), piece.end());
    return true;
  });
  return written ? image : Bytes();
}

// Reads from the front of `bytes` and takes off what was read.
[[nodiscard]] inline std::optional<std::string_view> load(State& empty, std::span<const std::byte>& bytes) {
  return read_image(empty, [&](std::span<std::byte> into) {
    if (into.size() > bytes.size()) return false;
    std::copy_n(bytes.begin(), into.size(), into.begin());
    bytes = bytes.subspan(into.size());
    return true;
  });
}

[[nodiscard]] inline std::optional<std::string_view> load(State& empty, const Bytes& image) {
  std::span<const std::byte> bytes(image);
  return load(empty, bytes);
}

}  // namespace doorbuster::inventory::tests
