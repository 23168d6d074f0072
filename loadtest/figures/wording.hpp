// Figures as people read them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorbuster::loadtest {

// 12,345,678
[[nodiscard]] std::string grouped(std::int64_t number);
[[nodiscard]] std::string grouped(std::uint64_t number);
// Three digits and a unit: 812 µs, 1.24 ms, 3.50 s.
[[nodiscard]] std::string in_words(std::chrono::nanoseconds duration);
// The same, and a dash for 0, which stands for "too few to tell".
[[nodiscard]] std::string in_words_if_told(std::chrono::nanoseconds duration);
// "1 buyer", "5,000 buyers"
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view thing);

}  // namespace doorbuster::loadtest
