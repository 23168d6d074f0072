// The project's own files as lines of text, for rules to be checked against.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::structure {

struct SourceFile {
  std::string path;  // from the root: "core/engine/engine.hpp"
  std::vector<std::string> lines;

  // "core" of "core/engine/engine.hpp"; empty for a file at the root.
  [[nodiscard]] std::string_view folder() const;
  [[nodiscard]] bool is_cmake() const;
  [[nodiscard]] bool is_header() const;
  [[nodiscard]] bool is_cpp() const;  // headers and sources
};

using SourceTree = std::vector<SourceFile>;

[[nodiscard]] SourceFile make_file(std::string path, std::string_view text);

// Every C++, CMake and shell file below `root`, but for what is built or hidden.
[[nodiscard]] SourceTree read_tree(const std::filesystem::path& root);

// A rule that is broken, as a sentence that names the place: "core/engine/engine.hpp:12: ...".
using Violations = std::vector<std::string>;

[[nodiscard]] std::string at(const SourceFile& file, std::size_t line_index, std::string_view sentence);

}  // namespace doorbuster::structure
