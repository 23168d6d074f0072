// Gathers an image's parts into pieces of one size, for a sink that may fail.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "inventory/image.hpp"
#include "inventory/image_format.hpp"

namespace doorbuster::inventory::image {

class Sink {
 public:
  explicit Sink(const PutBytes& put) : put_(put) { piece_.reserve(image_piece_bytes); }

  // Once true, all that follows is dropped.
  [[nodiscard]] bool failed() const { return failed_; }

  void add(std::span<const std::byte> bytes) {
    while (!bytes.empty() && !failed_) {
      const auto part = bytes.first(std::min(bytes.size(), image_piece_bytes - piece_.size()));
      piece_.insert(piece_.end(), part.begin(), part.end());
      bytes = bytes.subspan(part.size());
      if (piece_.size() == image_piece_bytes) flush();
    }
  }
  void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
  template <class Row>
  void add_row(const Row& row) {
    static_assert(is_plain<Row>);
    add(std::as_bytes(std::span(&row, 1)));
  }

  void flush() {
    if (!failed_ && !piece_.empty()) failed_ = !put_(piece_);
    piece_.clear();
  }

 private:
  const PutBytes& put_;
  std::vector<std::byte> piece_;
  bool failed_ = false;
};

}  // namespace doorbuster::inventory::image
