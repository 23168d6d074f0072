// A flag that takes one of some words, and says which where it is given another.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace doorbuster::app {

// For CLI::Option::transform. CLI11's own names what the words stand for, which for an enumerator it can't.
template <class Enumerator>
[[nodiscard]] CLI::Validator one_of(const std::map<std::string, Enumerator>& words) {
  return CLI::Validator(
      [words](std::string& given) {
        std::string names;
        for (const auto& [word, meaning] : words) {
          if (given == word) {
            given = std::to_string(static_cast<int>(meaning));
            return std::string();
          }
          names += (names.empty() ? "" : ", ") + word;
        }
        return fmt::format("\"{}\" is none of {}", given, names);
      },
      "");
}

}  // namespace doorbuster::app
