// How settings of each type read and show their value: what setting_table.cpp makes its rows from.
// `member` is a generic lambda that gives a reference to the value within Settings, const or not.
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/settings/setting_table.hpp"

namespace doorbuster::app {

struct IntegerRange {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

// What it is called, what stands for its value in help, and what it does.
struct SettingWords {
  std::string name;
  std::string value_name;
  std::string help;
};

[[nodiscard]] inline std::optional<std::int64_t> parse_integer(std::string_view text, IntegerRange range) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < range.low || value > range.high) return std::nullopt;
  return value;
}

// `store(settings, n)` keeps the number, `load(settings)` gives it back.
template <class Store, class Load>
[[nodiscard]] Setting integer_setting(SettingWords words, IntegerRange range, Store store, Load load) {
  const auto assign = [range, store](Settings& settings, std::string_view text) -> std::optional<std::string> {
    const auto value = parse_integer(text, range);
    if (!value) return fmt::format("\"{}\" is not a whole number from {} to {}", text, range.low, range.high);
    store(settings, *value);
    return std::nullopt;
  };
  return {.name = std::move(words.name),
          .type = SettingType::integer,
          .value_name = std::move(words.value_name),
          .range = fmt::format("{} to {}", range.low, range.high),
          .help = std::move(words.help),
          .assign = assign,
          .show = [load](const Settings& settings) { return std::to_string(load(settings)); }};
}

template <class Member>
[[nodiscard]] Setting count_setting(SettingWords words, IntegerRange range, Member member) {
  return integer_setting(
      std::move(words), range,
      [member](Settings& settings, std::int64_t value) {
        auto& place = member(settings);
        place = static_cast<std::remove_reference_t<decltype(place)>>(value);
      },
      [member](const Settings& settings) { return member(settings); });
}

// Whole seconds, kept as a std::chrono duration.
template <class Member>
[[nodiscard]] Setting seconds_setting(SettingWords words, IntegerRange range, Member member) {
  return integer_setting(
      std::move(words), range,
      [member](Settings& settings, std::int64_t value) { member(settings) = std::chrono::seconds{value}; },
      [member](const Settings& settings) {
        return std::chrono::duration_cast<std::chrono::seconds>(member(settings)).count();
      });
}

template <class Value>
struct Choice {
  std::string word;
  Value value;
};

// One of a few words.
template <class Value, class Member>
[[nodiscard]] Setting choice_setting(SettingWords words, std::vector<Choice<Value>> choices, Member member) {
  std::string range;
  for (const auto& choice : choices) range += (range.empty() ? "" : ", ") + choice.word;
  const auto assign = [choices, range, member](Settings& settings,
                                               std::string_view text) -> std::optional<std::string> {
    for (const auto& choice : choices) {
      if (choice.word != text) continue;
      member(settings) = choice.value;
      return std::nullopt;
    }
    return fmt::format("\"{}\" is not one of {}", text, range);
  };
  const auto show = [choices, member](const Settings& settings) {
    for (const auto& choice : choices) {
      if (choice.value == member(settings)) return choice.word;
    }
    return std::string{};
  };
  return {.name = std::move(words.name),
          .type = SettingType::text,
          .value_name = std::move(words.value_name),
          .range = range,
          .help = std::move(words.help),
          .assign = assign,
          .show = show};
}

}  // namespace doorbuster::app
