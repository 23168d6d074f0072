// Bytes received and not yet taken, in one piece. Grows up to its bound when one answer needs it, and never shrinks.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

namespace doorbuster::loadtest {

class InputBuffer {
 public:
  explicit InputBuffer(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // Room for more, at least 1 byte; empty if the bound is reached.
  [[nodiscard]] std::span<char> room() {
    if (begin_ == end_) begin_ = end_ = 0;
    if (end_ == bytes_.size()) make_room();
    return std::span(bytes_).subspan(end_);
  }
  void filled(std::size_t count) { end_ += count; }
  [[nodiscard]] std::span<char> bytes() { return std::span(bytes_).subspan(begin_, end_ - begin_); }
  void consume(std::size_t count) { begin_ += count; }
  void clear() { begin_ = end_ = 0; }

 private:
  static constexpr std::size_t bytes_first = std::size_t{16} << 10;

  void make_room() {
    if (begin_ > 0) {
      std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    } else {
      bytes_.resize(std::min(bytes_max_, std::max(bytes_first, 2 * bytes_.size())));
    }
  }

  std::size_t bytes_max_;
  std::vector<char> bytes_;
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace doorbuster::loadtest
