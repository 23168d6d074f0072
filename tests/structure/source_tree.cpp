// Reads the tree from disk.
#include "tests/structure/source_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace doorbuster::structure {
namespace {

namespace fs = std::filesystem;

bool is_ours(const fs::path& path) {
  const auto extension = path.extension();
  return extension == ".cpp" || extension == ".hpp" || extension == ".cmake" || extension == ".sh" ||
         path.filename() == "CMakeLists.txt";
}

bool is_left_out(const fs::path& directory) {
  const std::string name = directory.filename().string();
  return name == "build" || name == "node_modules" || name.starts_with('.');
}

}  // namespace

std::string_view SourceFile::folder() const {
  const std::string_view text{path};
  const auto slash = text.find('/');
  return slash == std::string_view::npos ? std::string_view{} : text.substr(0, slash);
}

bool SourceFile::is_cmake() const { return path.ends_with(".cmake") || path.ends_with("CMakeLists.txt"); }
bool SourceFile::is_header() const { return path.ends_with(".hpp"); }
bool SourceFile::is_cpp() const { return is_header() || path.ends_with(".cpp"); }

SourceFile make_file(std::string path, std::string_view text) {
  SourceFile file{std::move(path), {}};
  std::istringstream stream{std::string{text}};
  for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
  return file;
}

SourceTree read_tree(const fs::path& root) {
  SourceTree tree;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory() && is_left_out(entry->path())) entry.disable_recursion_pending();
    if (!entry->is_regular_file() || !is_ours(entry->path())) continue;
    std::ifstream stream(entry->path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    tree.push_back(make_file(fs::relative(entry->path(), root).generic_string(), text));
  }
  std::sort(tree.begin(), tree.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return tree;
}

std::string at(const SourceFile& file, std::size_t line_index, std::string_view sentence) {
  return fmt::format("{}:{}: {}", file.path, line_index + 1, sentence);
}

}  // namespace doorbuster::structure
