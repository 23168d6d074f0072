// Reads target_link_libraries() calls and holds them against the map.
#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "tests/structure/map_lookup.hpp"
#include "tests/structure/rules.hpp"

namespace doorbuster::structure {
namespace {

constexpr std::string_view own_prefix = "doorbuster_";
constexpr std::string_view options_target = "doorbuster_options";

struct LinkCall {
  std::size_t line = 0;
  std::string target;
  std::vector<std::string> linked;
};

std::string without_comment(const std::string& line) { return line.substr(0, line.find('#')); }

bool is_keyword(std::string_view word) { return word == "PUBLIC" || word == "PRIVATE" || word == "INTERFACE"; }

LinkCall parse_arguments(std::size_t line, const std::string& arguments) {
  LinkCall call{.line = line, .target = {}, .linked = {}};
  std::istringstream words{arguments};
  words >> call.target;
  for (std::string word; words >> word;) {
    if (!is_keyword(word)) call.linked.push_back(word);
  }
  return call;
}

std::vector<LinkCall> link_calls(const SourceFile& file) {
  static const std::regex start(R"(^\s*target_link_libraries\s*\(([^)]*)(\)?).*)", std::regex::icase);
  std::vector<LinkCall> calls;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch found;
    std::string line = without_comment(file.lines[i]);
    if (!std::regex_match(line, found, start)) continue;
    const std::size_t first = i;
    std::string arguments = found[1];
    bool closed = found[2].length() > 0;
    while (!closed && ++i < file.lines.size()) {
      line = without_comment(file.lines[i]);
      closed = line.find(')') != std::string::npos;
      arguments += " " + line.substr(0, line.find(')'));
    }
    calls.push_back(parse_arguments(first, arguments));
  }
  return calls;
}

// The folder whose library `target` is: "core" of doorbuster_core. The program itself is app's.
std::string_view folder_of_target(std::string_view target) {
  if (target == "doorbuster") return "app";
  return target.starts_with(own_prefix) ? target.substr(own_prefix.size()) : std::string_view{};
}

std::optional<std::string> broken_by_external(const SourceFile& file, std::string_view linked) {
  for (const Library& library : libraries()) {
    if (std::find(library.targets.begin(), library.targets.end(), linked) == library.targets.end()) continue;
    if (may_use(file.path, library)) return std::nullopt;
    return fmt::format("{} may not link {}", file.folder(), library.name);
  }
  return fmt::format("the map knows no library {}", linked);
}

std::optional<std::string> broken_link(const SourceFile& file, const Folder& folder, std::string_view linked) {
  if (linked == options_target) return std::nullopt;
  if (!linked.starts_with(own_prefix)) return broken_by_external(file, linked);
  const auto other = folder_of_target(linked);
  if (other == folder.name || may_see(folder, other)) return std::nullopt;
  return fmt::format("{} may not link {}", folder.name, other);
}

}  // namespace

Violations broken_link_rules(const SourceTree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    if (!file.is_cmake()) continue;
    const Folder* folder = find_folder(file.folder());
    for (const LinkCall& call : link_calls(file)) {
      const auto owner = folder_of_target(call.target);
      if (find_folder(owner) != nullptr && owner != file.folder()) {
        violations.push_back(at(file, call.line, fmt::format("{} is linked in {}/CMakeLists.txt", call.target, owner)));
      }
      if (folder == nullptr) continue;
      for (const std::string& linked : call.linked) {
        if (const auto broken = broken_link(file, *folder, linked)) violations.push_back(at(file, call.line, *broken));
      }
    }
  }
  return violations;
}

}  // namespace doorbuster::structure
