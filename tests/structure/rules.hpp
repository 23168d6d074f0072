// The tree's own rules. Each function gives one sentence for each place that breaks its rule.
#pragma once

#include "tests/structure/source_tree.hpp"

namespace doorbuster::structure {

// Includes go along the map; from outside a folder only its umbrella header is seen; libraries stay where they belong.
[[nodiscard]] Violations broken_include_rules(const SourceTree& tree);

// The same of what CMake links: each folder's library is linked in its own CMakeLists.txt, along the map, to
// libraries that the map knows and gives to that folder.
[[nodiscard]] Violations broken_link_rules(const SourceTree& tree);

// Files are short, open with a comment that says what they are for, and leave nothing for later.
[[nodiscard]] Violations broken_file_rules(const SourceTree& tree);

// Each test is a source of some target beside it, by its name or with all others there.
[[nodiscard]] Violations broken_build_rules(const SourceTree& tree);

}  // namespace doorbuster::structure
