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

  // It is to stay when the object goes.
  void keep() { kept_ = true; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  bool kept_ = false;
};

}  // namespace doorbuster::support
