// The real disk: files of one directory, written through io_uring or, where that is forbidden, pwritev2(2).
#pragma once

#include <filesystem>
#include <memory>

#include "core/files/file.hpp"

namespace doorbuster::core {

enum class WriteEngine : std::uint8_t {
  best,      // io_uring if the kernel allows it, else pwritev2
  io_uring,  // fails if it isn't allowed
  pwritev2,  // on a thread of its own
};

// Makes the directory if need be and takes its lock (an flock on the file LOCK, held until the Files is gone): a
// second process gets FailureKind::in_use. What stands in the directory then has its name for good.
[[nodiscard]] Result<std::unique_ptr<Files>> open_directory(const std::filesystem::path& directory,
                                                            WriteEngine engine = WriteEngine::best);

// Without lock or writer, for reading beside a running server. Writes through it fail.
[[nodiscard]] Result<std::unique_ptr<Files>> open_directory_read_only(const std::filesystem::path& directory);

}  // namespace doorbuster::core
