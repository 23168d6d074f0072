// Grouping, units, plurals.
#include "loadtest/figures/wording.hpp"

#include <fmt/format.h>

namespace doorbuster::loadtest {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string grouped(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  return number < 0 ? "-" + grouped(0 - bits) : grouped(bits);
}

std::string in_words(std::chrono::nanoseconds duration) {
  struct Unit {
    double nanoseconds;
    std::string_view name;
  };
  constexpr Unit units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}};
  const double value = static_cast<double>(duration.count());
  for (const auto& [size, name] : units) {
    if (value < size) continue;
    const double shown = value / size;
    const int decimals = shown < 9.995 ? 2 : shown < 99.95 ? 1 : 0;
    return fmt::format("{:.{}f} {}", shown, decimals, name);
  }
  return fmt::format("{} ns", duration.count());
}

std::string in_words_if_told(std::chrono::nanoseconds duration) {
  return duration.count() == 0 ? "-" : in_words(duration);
}

std::string counted(std::uint64_t number, std::string_view thing) {
  return fmt::format("{} {}{}", grouped(number), thing, number == 1 ? "" : "s");
}

}  // namespace doorbuster::loadtest
