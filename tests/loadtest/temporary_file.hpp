// A file for one test, gone with the object.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace doorbuster::loadtest {

class TemporaryFile {
 public:
  TemporaryFile(std::string_view name, std::string_view content)
      : path_(testing::TempDir() + "doorbuster-" + std::to_string(getpid()) + "-" + std::string(name)) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace doorbuster::loadtest
