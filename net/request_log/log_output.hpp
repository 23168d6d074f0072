// Where the request log's lines go: a file, a pipe, or standard output. Knows nothing of requests.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "core/core.hpp"

namespace doorbuster::net {

// One thread's.
class LogOutput {
 public:
  LogOutput() = default;
  ~LogOutput();
  LogOutput(const LogOutput&) = delete;
  LogOutput& operator=(const LogOutput&) = delete;

  static constexpr std::string_view standard_output = "-";

  // Appends to the file at `path`, and makes it if there is none; for its owner and its group alone. Again: by the same
  // path, so that a file which has been moved away is left, and if it fails lines go where they went before.
  [[nodiscard]] core::Result<void> open(const std::string& path);
  [[nodiscard]] bool is_terminal() const;

  // Whole lines. Of them, how many bytes were taken: less where a disk is full, or who reads a pipe doesn't in time.
  [[nodiscard]] std::size_t write(std::string_view lines);

 private:
  [[nodiscard]] bool ready() const;

  int descriptor_ = -1;
  bool owned_ = false;
  bool regular_ = false;
  dev_t device_ = 0;  // with the inode: which file it is
  ino_t inode_ = 0;
  bool torn_ = false;  // what that file took last ended within a line
};

}  // namespace doorbuster::net
