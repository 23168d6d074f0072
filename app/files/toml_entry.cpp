// Looks members up, and remembers which were.
#include "app/files/toml_entry.hpp"

#include <fmt/format.h>

namespace doorbuster::app {

TomlEntry::TomlEntry(const toml::node& node) : node_(node) {
  if (node.as_table() == nullptr) throw TomlFault{"This is no table.", node.source()};
}

const toml::node* TomlEntry::member(std::string_view name) {
  known_.emplace(name);
  return node_.as_table()->get(name);
}

std::string TomlEntry::text(std::string_view name) {
  const auto* found = member(name);
  if (found == nullptr || found->as_string() == nullptr) {
    throw TomlFault{fmt::format("`{}` must be a text in quotes.", name), node_.source()};
  }
  return found->as_string()->get();
}

std::int64_t TomlEntry::number(std::string_view name, std::int64_t least, std::int64_t most) {
  const auto* found = member(name);
  const auto* value = found != nullptr ? found->as_integer() : nullptr;
  if (value == nullptr || value->get() < least || value->get() > most) {
    throw TomlFault{fmt::format("`{}` must be a whole number from {} to {}.", name, least, most), node_.source()};
  }
  return value->get();
}

bool TomlEntry::flag_or(std::string_view name, bool otherwise) {
  const auto* found = member(name);
  if (found == nullptr) return otherwise;
  if (found->as_boolean() == nullptr) {
    throw TomlFault{fmt::format("`{}` must be true or false.", name), node_.source()};
  }
  return found->as_boolean()->get();
}

std::vector<std::string> TomlEntry::texts(std::string_view name) {
  const auto* found = member(name);
  if (found == nullptr) return {};
  std::vector<std::string> all;
  const auto* array = found->as_array();
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    const auto* element = array->get(i)->as_string();
    if (element == nullptr) break;
    all.push_back(element->get());
  }
  if (array == nullptr || all.size() != array->size()) {
    throw TomlFault{fmt::format("`{}` must be a list of texts: [\"…\", \"…\"].", name), node_.source()};
  }
  return all;
}

void TomlEntry::finish() const {
  for (const auto& [name, value] : *node_.as_table()) {
    if (!known_.contains(name.str())) {
      throw TomlFault{fmt::format("`{}` is unknown here.", name.str()), value.source()};
    }
  }
}

std::string told_with_line(const std::string& path, const TomlFault& fault) {
  return fmt::format("{} line {}: {}", path, fault.source.begin.line, fault.sentence);
}

std::string told_with_line(const std::string& path, const toml::parse_error& error) {
  return fmt::format("{} line {}: this is not TOML: {}.", path, error.source().begin.line, error.description());
}

}  // namespace doorbuster::app
