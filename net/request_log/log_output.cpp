// Writing lines to a descriptor that others may have, too.
#include "net/request_log/log_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace doorbuster::net {
namespace {

constexpr mode_t file_mode = 0640;
constexpr int patience_ms = 200;  // with who reads a pipe
// So much a pipe takes at once where it takes anything at all, so a descriptor that isn't ours to make non-blocking
// never keeps us waiting.
constexpr std::size_t pipe_bytes = PIPE_BUF;

}  // namespace

LogOutput::~LogOutput() {
  if (owned_) ::close(descriptor_);
}

core::Result<void> LogOutput::open(const std::string& path) {
  const bool own = path != standard_output;
  int opened = STDOUT_FILENO;
  if (own) {
    opened = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, file_mode);
    if (opened < 0) {
      return core::Failure{core::FailureKind::invalid, "The request log " + path + " can't be opened: " +
                                                      std::strerror(errno) +
                                                      ". Name a file that this user may write (request_log)."};
    }
  }
  if (owned_) ::close(descriptor_);
  descriptor_ = opened;
  owned_ = own;
  struct stat about {};
  regular_ = ::fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode);
  torn_ = torn_ && about.st_dev == device_ && about.st_ino == inode_;
  device_ = about.st_dev;
  inode_ = about.st_ino;
  return {};
}

bool LogOutput::is_terminal() const { return ::isatty(descriptor_) == 1; }

bool LogOutput::ready() const {
  pollfd wanted{.fd = descriptor_, .events = POLLOUT, .revents = 0};
  return ::poll(&wanted, 1, patience_ms) == 1 && (wanted.revents & POLLOUT) != 0;
}

std::size_t LogOutput::write(std::string_view lines) {
  if (torn_ && ready() && ::write(descriptor_, "\n", 1) == 1) torn_ = false;
  if (torn_) return 0;
  std::size_t taken = 0;
  while (taken < lines.size()) {
    const std::string_view rest = lines.substr(taken);
    if (!regular_ && !ready()) break;
    const auto wrote = ::write(descriptor_, rest.data(), regular_ ? rest.size() : std::min(rest.size(), pipe_bytes));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) break;
    taken += static_cast<std::size_t>(wrote);
  }
  torn_ = taken > 0 && taken < lines.size() && lines[taken - 1] != '\n';
  return taken;
}

}  // namespace doorbuster::net
