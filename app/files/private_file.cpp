// Written aside, synced, renamed; its directory synced.
#include "app/files/private_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace doorbuster::app {
namespace {

constexpr mode_t owner_only = 0600;
constexpr mode_t others = 0077;

core::Failure invalid(std::string sentence) { return {core::FailureKind::invalid, std::move(sentence)}; }

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

bool sync_directory_of(const std::string& path) {
  auto directory = std::filesystem::path(path).parent_path();
  if (directory.empty()) directory = ".";
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

}  // namespace

core::Result<std::string> read_private_file(const std::string& path, std::string_view what) {
  struct stat found{};
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open() || ::stat(path.c_str(), &found) != 0) {
    return invalid(fmt::format("The {} {} can't be read: {}.", what, path, std::strerror(errno)));
  }
  if ((found.st_mode & others) != 0) {
    return invalid(fmt::format("The {} {} is open to other users (mode {:04o}); chmod 600 closes it.", what, path,
                               found.st_mode & 07777));
  }
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return invalid(fmt::format("The {} {} can't be read: {}.", what, path, std::strerror(errno)));
  return text;
}

bool replace_durably(const std::string& path, std::string_view text) {
  const std::string aside = path + ".new";
  ::unlink(aside.c_str());  // of a change that didn't come to its end
  const int descriptor = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
  if (descriptor < 0) return false;
  const bool written = write_all(descriptor, text);
  if (::close(descriptor) != 0 || !written) return false;
  return ::rename(aside.c_str(), path.c_str()) == 0 && sync_directory_of(path);
}

bool remove_durably(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return errno == ENOENT;
  return sync_directory_of(path);
}

}  // namespace doorbuster::app
