// Reads the configuration file with toml++.
#include "app/settings/config_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace doorbuster::app {
namespace {

core::Result<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) {
    return core::Failure{core::FailureKind::invalid,
                         fmt::format("The configuration file {} can't be read: {}.", path, std::strerror(errno))};
  }
  return text;
}

std::string place_of(const std::string& path, const toml::source_region& source) {
  return fmt::format("{} line {}", path, source.begin.line);
}

ConfigEntry entry_of(const std::string& path, const toml::key& key, const toml::node& node) {
  ConfigEntry entry{.key = std::string{key.str()}, .value = {}, .type = {}, .place = place_of(path, key.source())};
  if (const auto* text = node.as_string()) {
    entry.type = SettingType::text;
    entry.value = text->get();
  } else if (const auto* integer = node.as_integer()) {
    entry.type = SettingType::integer;
    entry.value = std::to_string(integer->get());
  }
  return entry;
}

}  // namespace

core::Result<std::vector<ConfigEntry>> read_config_file(const std::string& path) {
  const auto text = read_text(path);
  if (!text) return text.error();
  try {
    const toml::table table = toml::parse(*text, path);
    std::vector<std::pair<const toml::key*, const toml::node*>> nodes;
    for (const auto& [key, node] : table) nodes.emplace_back(&key, &node);
    std::sort(nodes.begin(), nodes.end(),
              [](const auto& a, const auto& b) { return a.first->source().begin < b.first->source().begin; });
    std::vector<ConfigEntry> entries;
    for (const auto& [key, node] : nodes) entries.push_back(entry_of(path, *key, *node));
    return entries;
  } catch (const toml::parse_error& error) {
    return core::Failure{core::FailureKind::invalid,
                         fmt::format("{}: this is not TOML: {}.", place_of(path, error.source()), error.description())};
  }
}

}  // namespace doorbuster::app
