// Making such names and finding them again.
#include "core/files/numbered_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace doorbuster::core {
namespace {

std::optional<std::uint64_t> number_in(const NumberedNames& names, std::string_view name) {
  const std::size_t around = names.prefix.size() + names.suffix.size();
  if (name.size() < around || !name.starts_with(names.prefix) || !name.ends_with(names.suffix)) return std::nullopt;
  const std::string_view digits = name.substr(names.prefix.size(), name.size() - around);
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool spelt_our_way = read.ec == std::errc() && names.name(number) == name;
  return spelt_our_way ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string NumberedNames::name(std::uint64_t number) const { return fmt::format("{}{:08}{}", prefix, number, suffix); }

Result<std::vector<std::uint64_t>> NumberedNames::list(Files& files) const {
  const auto names = files.list();
  if (!names) return names.error();
  std::vector<std::uint64_t> numbers;
  for (const std::string& name : *names) {
    if (const auto number = number_in(*this, name)) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Result<void> remove_leftover(Files& files, const std::string& name) {
  const auto names = files.list();
  if (!names) return names.error();
  const bool there = std::find(names->begin(), names->end(), name) != names->end();
  return there ? files.remove(name) : Result<void>();
}

}  // namespace doorbuster::core
