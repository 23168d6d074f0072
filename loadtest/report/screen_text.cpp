// Blocks in eighths, of Unicode's block elements.
#include "loadtest/report/screen_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace doorbuster::loadtest {
namespace {

constexpr std::array<std::string_view, 8> left_eighths{" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
constexpr std::array<std::string_view, 8> lower_eighths{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::string_view full = "█";

// A byte 10xxxxxx carries on the character before it.
bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

std::string cut_to(std::string_view text, std::size_t columns) {
  std::size_t shown = 0, bytes = 0;
  for (; bytes < text.size(); ++bytes) {
    if (starts_character(text[bytes]) && shown++ == columns) break;
  }
  return std::string(text.substr(0, bytes));
}

std::string bar(double share, std::size_t columns) {
  const double wide = std::clamp(share, 0.0, 1.0) * static_cast<double>(columns);
  const auto eighths = static_cast<std::size_t>(wide * 8 + 1e-9);
  std::string text;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t left = eighths - std::min(eighths, i * 8);
    text += left >= 8 ? full : left_eighths[left];
  }
  return text;
}

std::string sparkline(std::span<const double> values, std::size_t columns) {
  values = values.last(std::min(columns, values.size()));
  if (values.empty()) return "";
  const double most = *std::ranges::max_element(values);
  std::string text;
  for (const double value : values) {
    const double height = most > 0 ? value / most * static_cast<double>(lower_eighths.size() - 1) : 0;
    text += lower_eighths[static_cast<std::size_t>(std::lround(height))];
  }
  return text;
}

}  // namespace doorbuster::loadtest
