// File sizes are bounded for a moment, as on a disk with no space left. The signal that comes with it is ignored, as
// the server does.
#pragma once

#include <sys/resource.h>

#include <csignal>
#include <cstdint>

namespace doorbuster::support {

class BoundedFileSize {
 public:
  explicit BoundedFileSize(std::uint64_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit bounded{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &bounded);
  }
  ~BoundedFileSize() { setrlimit(RLIMIT_FSIZE, &before_); }
  BoundedFileSize(const BoundedFileSize&) = delete;
  BoundedFileSize& operator=(const BoundedFileSize&) = delete;

 private:
  rlimit before_{};
};

}  // namespace doorbuster::support
