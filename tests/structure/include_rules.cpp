// Reads #include lines and holds them against the map.
#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "tests/structure/map_lookup.hpp"
#include "tests/structure/rules.hpp"

namespace doorbuster::structure {
namespace {

struct Include {
  std::string target;
  bool quoted = false;  // "core/engine.hpp" as opposed to <vector>
};

std::optional<Include> parse_include(const std::string& line) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::smatch found;
  if (!std::regex_match(line, found, pattern)) return std::nullopt;
  return Include{found[2], found[1] == "\""};
}

// Nothing if `folder` may include our own `target`.
std::optional<std::string> broken_by_own(const Folder& folder, std::string_view target) {
  const auto slash = target.find('/');
  const std::string_view other = target.substr(0, slash == std::string_view::npos ? 0 : slash);
  if (other == folder.name) return std::nullopt;
  if (other.empty() || other == "." || other == "..") {
    return fmt::format("\"{}\" does not say from the root on where it is", target);
  }
  if (!may_see(folder, other)) return fmt::format("{} may not see {}", folder.name, other);
  if (target != fmt::format("{0}/{0}.hpp", other)) {
    return fmt::format("{} may include {}'s umbrella header {}/{}.hpp alone", folder.name, other, other, other);
  }
  return std::nullopt;
}

// The first library that matches decides: Boost.Asio stands before Boost.
std::optional<std::string> broken_by_library(const SourceFile& file, std::string_view target) {
  for (const Library& library : libraries()) {
    const bool matches = std::any_of(library.includes.begin(), library.includes.end(),
                                     [target](std::string_view start) { return target.starts_with(start); });
    if (!matches) continue;
    if (may_use(file.path, library)) return std::nullopt;
    return fmt::format("{} has no business here", library.name);
  }
  return std::nullopt;
}

std::optional<std::string> broken_by_purity(const SourceFile& file, std::string_view target) {
  if (file.folder() != pure_folder) return std::nullopt;
  if (std::find(impure_headers.begin(), impure_headers.end(), target) == impure_headers.end()) return std::nullopt;
  return fmt::format("{} is pure: no <{}>", pure_folder, target);
}

}  // namespace

Violations broken_include_rules(const SourceTree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    const Folder* folder = find_folder(file.folder());
    if (folder == nullptr || !file.is_cpp()) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const auto include = parse_include(file.lines[i]);
      if (!include) continue;
      auto broken =
          include->quoted ? broken_by_own(*folder, include->target) : broken_by_library(file, include->target);
      if (!broken) broken = broken_by_purity(file, include->target);
      if (broken) violations.push_back(at(file, i, *broken));
    }
  }
  return violations;
}

}  // namespace doorbuster::structure
