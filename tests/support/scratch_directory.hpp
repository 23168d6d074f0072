// A directory of its own for one test, gone with the object. Lies in the build tree, so on a disk like any other.
#pragma once

#include <filesystem>

namespace doorbuster::support {

class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace doorbuster::support
