// Rules on each file by itself.
#include <fmt/format.h>

#include <algorithm>

#include "tests/structure/rules.hpp"

namespace doorbuster::structure {
namespace {

constexpr std::size_t lines_most = 250;
constexpr std::size_t columns_most = 120;

// Spelled in halves, so that this file keeps the rule.
const std::string later_words[] = {std::string("TO") + "DO", std::string("FIX") + "ME"};

std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool opens_with_comment(const SourceFile& file) {
  std::size_t line = 0;
  if (!file.lines.empty() && file.lines[0].starts_with("#!")) line = 1;
  if (line >= file.lines.size()) return false;
  return file.lines[line].starts_with(file.is_cpp() ? "// " : "# ");
}

bool has_pragma_once(const SourceFile& file) {
  return std::find(file.lines.begin(), file.lines.end(), "#pragma once") != file.lines.end();
}

void check_lines(const SourceFile& file, Violations& violations) {
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    for (const std::string& word : later_words) {
      if (file.lines[i].find(word) != std::string::npos) {
        violations.push_back(at(file, i, fmt::format("{} leaves work for later", word)));
      }
    }
    if (columns(file.lines[i]) > columns_most) {
      violations.push_back(at(file, i, fmt::format("more than {} columns", columns_most)));
    }
  }
}

}  // namespace

Violations broken_file_rules(const SourceTree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    if (file.lines.size() > lines_most) {
      violations.push_back(
          at(file, lines_most, fmt::format("{} lines; no file is over {}", file.lines.size(), lines_most)));
    }
    if (!opens_with_comment(file)) violations.push_back(at(file, 0, "does not open with what it is for"));
    if (file.is_header() && !has_pragma_once(file)) violations.push_back(at(file, 0, "lacks #pragma once"));
    check_lines(file, violations);
  }
  return violations;
}

}  // namespace doorbuster::structure
