// From the top down, a directory and a sync at a time.
#include "core/files/stable_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "core/files/system_failure.hpp"

namespace doorbuster::core {
namespace {

std::filesystem::path above(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

// On the way to `whole`. That somebody else made it meanwhile is no failure.
Result<void> make_one(const std::filesystem::path& path, const std::filesystem::path& whole) {
  std::error_code error;
  std::filesystem::create_directory(path, error);
  if (error) return system_failure("make the data directory " + whole.string(), error.value());
  const auto parent = open_path(above(path), "the directory");
  return parent ? sync_names(*parent, above(path)) : parent.error();
}

}  // namespace

Result<void> make_directory(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> missing;
  std::error_code error;  // what can't be looked at is told by the making
  for (auto at = path; !std::filesystem::is_directory(at, error) && at != above(at); at = above(at)) {
    missing.push_back(at);
  }
  for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
    if (auto made = make_one(*at, path); !made) return made;
  }
  return {};
}

Result<Descriptor> open_path(const std::filesystem::path& path, std::string_view what) {
  Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.is_open()) return system_failure(fmt::format("open {} {}", what, path.string()), errno);
  return directory;
}

Result<void> sync_names(const Descriptor& directory, const std::filesystem::path& path) {
  if (fsync(directory.get()) != 0) return system_failure("sync the directory " + path.string(), errno);
  return {};
}

}  // namespace doorbuster::core
