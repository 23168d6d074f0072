// A file for the result of something that takes long: opened before that begins, so that who can't have it learns it
// then, and not at the end.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "core/core.hpp"

namespace doorbuster::app {

class ResultFile {
 public:
  // "-" is stdout. What a file holds stays there until write().
  [[nodiscard]] static core::Result<ResultFile> open(const std::string& path);

  // Once: in place of what was there.
  [[nodiscard]] core::Result<void> write(std::string_view text);
  [[nodiscard]] bool is_stdout() const { return file_ == nullptr; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  ResultFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;  // nullptr: stdout
};

}  // namespace doorbuster::app
