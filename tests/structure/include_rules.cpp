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
  bool quoted = false;  // "core/engine/engine.hpp" as opposed to <vector>
};

std::optional<Include> parse_include(const std::string& line) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::smatch found;
  if (!std::regex_match(line, found, pattern)) return std::nullopt;
  return Include{found[2], found[1] == "\""};
}

// "journal" of "core/journal/event_reader.hpp"; empty for what stands directly in its folder.
std::string_view room_of(std::string_view path) {
  const auto folder_ends = path.find('/');
  const auto room_ends = path.find('/', folder_ends + 1);
  if (room_ends == std::string_view::npos) return {};
  return path.substr(folder_ends + 1, room_ends - folder_ends - 1);
}

std::string umbrella_of(std::string_view folder) { return fmt::format("{0}/{0}.hpp", folder); }

// Nothing if `path`, in `folder`, may include `target`, which is in there too.
std::optional<std::string> broken_by_rooms(const Folder& folder, std::string_view path, std::string_view target) {
  if (folder.rooms.empty() || path == umbrella_of(folder.name)) return std::nullopt;
  if (target == umbrella_of(folder.name)) return fmt::format("{}'s umbrella header is for other folders", folder.name);
  const std::string_view from = room_of(path);
  const std::string_view to = room_of(target);
  for (const std::string_view room : {from, to}) {
    if (!room.empty() && std::ranges::count(folder.rooms, room) == 0) {
      return fmt::format("the map knows no {} in {}", room, folder.name);
    }
  }
  if (to.empty()) return std::nullopt;
  if (from.empty()) {
    return fmt::format("{}'s {} may be seen from its rooms and from {} alone", folder.name, to,
                       umbrella_of(folder.name));
  }
  if (std::ranges::find(folder.rooms, to) <= std::ranges::find(folder.rooms, from)) return std::nullopt;
  return fmt::format("{}'s {} may not see its {}", folder.name, from, to);
}

// Nothing if the file at `path`, in `folder`, may include our own `target`.
std::optional<std::string> broken_by_own(const Folder& folder, std::string_view path, std::string_view target) {
  const auto slash = target.find('/');
  const std::string_view other = target.substr(0, slash == std::string_view::npos ? 0 : slash);
  if (other == folder.name) return broken_by_rooms(folder, path, target);
  if (other.empty() || other == "." || other == "..") {
    return fmt::format("\"{}\" does not say from the root on where it is", target);
  }
  if (!may_see(folder, other)) return fmt::format("{} may not see {}", folder.name, other);
  if (folder.sight == Sight::umbrella && target != umbrella_of(other)) {
    return fmt::format("{} may include {}'s umbrella header {} alone", folder.name, other, umbrella_of(other));
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
      auto broken = include->quoted ? broken_by_own(*folder, file.path, include->target)
                                    : broken_by_library(file, include->target);
      if (!broken) broken = broken_by_purity(file, include->target);
      if (broken) violations.push_back(at(file, i, *broken));
    }
  }
  return violations;
}

}  // namespace doorbuster::structure
