// Descriptors are bounded for a moment, as where a flood has taken nearly all of them.
#pragma once

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace doorbuster::support {

class BoundedDescriptors {
 public:
#if defined(__SANITIZE_ADDRESS__)
  static constexpr bool possible = false;  // the sanitizer looks at memory through pipes
#else
  static constexpr bool possible = true;
#endif
  // As if there were `more` than this process has now; gaps among the low numbers are not among them.
  explicit BoundedDescriptors(rlim_t more) {
    const int next = dup(STDIN_FILENO);
    close(next);
    getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit bounded{static_cast<rlim_t>(next) + more, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &bounded);
  }
  ~BoundedDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  BoundedDescriptors(const BoundedDescriptors&) = delete;
  BoundedDescriptors& operator=(const BoundedDescriptors&) = delete;

 private:
  rlimit before_{};
};

}  // namespace doorbuster::support
