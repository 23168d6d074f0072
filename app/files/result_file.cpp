// Opened without truncation, which comes with the writing.
#include "app/files/result_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace doorbuster::app {
namespace {

constexpr mode_t new_file_mode = 0666;  // less the umask

core::Failure failure(const std::string& path, int error) {
  return {core::FailureKind::io,
          fmt::format("{} can't be written: {}. Name another file, or make room.", path, std::strerror(error))};
}

}  // namespace

core::Result<ResultFile> ResultFile::open(const std::string& path) {
  if (path == "-") return ResultFile("standard output", nullptr);
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, new_file_mode);
  if (descriptor < 0) return failure(path, errno);
  return ResultFile(path, ::fdopen(descriptor, "w"));
}

core::Result<void> ResultFile::write(std::string_view text) {
  std::FILE* out = is_stdout() ? stdout : file_.get();
  // A pipe or a device has nothing to cut off, and says so.
  if (!is_stdout() && ftruncate(fileno(out), 0) != 0 && errno != EINVAL) return failure(path_, errno);
  const bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size() && std::fflush(out) == 0;
  if (!written) return failure(path_, errno);
  return {};
}

}  // namespace doorbuster::app
