// Which tests are built: one that no target has never fails.
#include <algorithm>

#include "tests/structure/rules.hpp"

namespace doorbuster::structure {
namespace {

constexpr std::string_view test_ending = "_test.cpp";

bool is_named_in(const SourceFile& cmake, std::string_view name) {
  return std::ranges::any_of(cmake.lines, [name](const std::string& line) {
    for (auto at = line.find(name); at != std::string::npos; at = line.find(name, at + 1)) {
      if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '(') return true;
    }
    return false;
  });
}

bool takes_all(const SourceFile& cmake) {
  return std::ranges::any_of(cmake.lines, [](const std::string& line) { return line.starts_with("file(GLOB "); });
}

}  // namespace

Violations broken_build_rules(const SourceTree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    if (!file.path.ends_with(test_ending)) continue;
    const auto name_at = file.path.rfind('/') + 1;
    const std::string beside = file.path.substr(0, name_at) + "CMakeLists.txt";
    const auto cmake = std::ranges::find(tree, beside, &SourceFile::path);
    const bool built = cmake != tree.end() && (takes_all(*cmake) || is_named_in(*cmake, file.path.substr(name_at)));
    if (!built) violations.push_back(at(file, 0, "no target of " + beside + " has this test"));
  }
  return violations;
}

}  // namespace doorbuster::structure
