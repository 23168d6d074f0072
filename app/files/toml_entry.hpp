// One table of a TOML file: its members taken by name, and what is left over refused. For files whose every word must
// mean something, as those of keys and of endpoints; what is wrong is thrown within the parsing of one file, and told
// with its line.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::app {

struct TomlFault {
  std::string sentence;
  toml::source_region source;
};

class TomlEntry {
 public:
  // `node` outlives it. Throws TomlFault, as all below do where a member is not as it must be.
  explicit TomlEntry(const toml::node& node);

  [[nodiscard]] bool has(std::string_view name) const { return node_.as_table()->contains(name); }
  [[nodiscard]] std::string text(std::string_view name);
  [[nodiscard]] std::string optional_text(std::string_view name) { return has(name) ? text(name) : std::string(); }
  [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
  [[nodiscard]] std::int64_t number_or(std::string_view name, std::int64_t least, std::int64_t most,
                                       std::int64_t otherwise) {
    return has(name) ? number(name, least, most) : otherwise;
  }
  [[nodiscard]] bool flag_or(std::string_view name, bool otherwise);
  [[nodiscard]] std::vector<std::string> texts(std::string_view name);

  // All members have been taken.
  void finish() const;
  void require(bool holds, std::string_view sentence) const {
    if (!holds) throw TomlFault{std::string(sentence), node_.source()};
  }

 private:
  const toml::node* member(std::string_view name);

  const toml::node& node_;
  std::set<std::string, std::less<>> known_;
};

// Calls `take` for each element of the array of tables `name`, if it is there.
template <class Take>
void for_each_entry(const toml::table& table, std::string_view name, Take take) {
  const toml::node* node = table.get(name);
  if (node == nullptr) return;
  if (node->as_array() == nullptr) {
    throw TomlFault{"`" + std::string(name) + "` must be written as [[" + std::string(name) + "]].", node->source()};
  }
  for (const toml::node& element : *node->as_array()) take(element);
}

// "FILE line 3: sentence"
[[nodiscard]] std::string told_with_line(const std::string& path, const TomlFault& fault);
[[nodiscard]] std::string told_with_line(const std::string& path, const toml::parse_error& error);

}  // namespace doorbuster::app
