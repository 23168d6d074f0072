// Walks over text of which the exact form is expected: each step takes what must come next, or fails.
#pragma once

#include <charconv>
#include <string_view>

namespace doorbuster::loadtest {

class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  [[nodiscard]] bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  // A JSON string's content up to its closing quote, which is taken too. Not if anything in it is escaped.
  [[nodiscard]] bool take_string(std::string_view& content) {
    const std::size_t end = rest_.find_first_of("\"\\");
    if (end == rest_.npos || rest_[end] != '"') return false;
    content = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return true;
  }
  template <class Number>
  [[nodiscard]] bool take_number(Number& number) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc{}) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace doorbuster::loadtest
