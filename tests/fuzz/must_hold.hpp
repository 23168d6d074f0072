// What every fuzz target needs: a claim that ends the run where it is false, and bytes of which none may be read past.
// Knows nothing of what is fuzzed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>
#include <string_view>

namespace doorbuster::fuzz {

// libFuzzer reports the input for which this fails, and keeps it.
inline void must_hold(bool claim, std::string_view sentence) {
  if (claim) return;
  std::fprintf(stderr, "fuzz: does not hold: %.*s\n", static_cast<int>(sentence.size()), sentence.data());
  std::abort();
}

// A copy in memory of its own, with nothing behind it but `padding` bytes: AddressSanitizer sees who reads further.
class ExactBytes {
 public:
  explicit ExactBytes(std::string_view text, std::size_t padding = 0)
      : bytes_(new char[text.size() + padding]()), size_(text.size()) {
    std::ranges::copy(text, bytes_.get());
  }
  [[nodiscard]] std::span<char> span() { return {bytes_.get(), size_}; }
  [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace doorbuster::fuzz
