// Questions to the map that includes and links both ask.
#pragma once

#include <algorithm>
#include <optional>

#include "tests/structure/folder_map.hpp"

namespace doorbuster::structure {

[[nodiscard]] inline const Folder* find_folder(std::string_view name) {
  for (const Folder& folder : folders()) {
    if (folder.name == name) return &folder;
  }
  return nullptr;
}

[[nodiscard]] inline bool may_see(const Folder& folder, std::string_view other) {
  return std::find(folder.sees.begin(), folder.sees.end(), other) != folder.sees.end();
}

[[nodiscard]] inline bool may_use(std::string_view path, const Library& library) {
  return std::any_of(library.places.begin(), library.places.end(),
                     [path](std::string_view place) { return path.starts_with(place); });
}

}  // namespace doorbuster::structure
