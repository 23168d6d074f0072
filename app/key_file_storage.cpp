// Written aside, synced, renamed; its directory synced.
#include "app/key_file_storage.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace doorbuster::app {
namespace {

constexpr mode_t owner_only = 0600;
constexpr mode_t others = 0077;

core::Failure failure(core::FailureKind kind, const std::string& path, std::string_view what) {
  return {kind, fmt::format("The key file {} {}: {}.", path, what, std::strerror(errno))};
}

bool exists(const std::string& path) {
  struct stat found{};
  return ::stat(path.c_str(), &found) == 0 || errno != ENOENT;
}

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

core::Result<KeyFile> read_key_file(const std::string& path) {
  using enum core::FailureKind;
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) {
    if (errno != ENOENT) return failure(invalid, path, "can't be read");
    return core::Failure{invalid,
                         fmt::format("The key file {0} is not there. Make a first key with: doorbuster keys create "
                                     "--keys {0} --merchant NAME --role operator", path)};
  }
  if ((found.st_mode & others) != 0) {
    return core::Failure{invalid,
                         fmt::format("The key file {} is open to other users (mode {:04o}); chmod 600 closes it.", path,
                                     found.st_mode & 07777)};
  }
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) return failure(invalid, path, "can't be read");
  return parse_key_file(text, path);
}

KeyFileChange::KeyFileChange(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
KeyFileChange::KeyFileChange(KeyFileChange&& other) noexcept
    : file(std::move(other.file)), path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}
KeyFileChange::~KeyFileChange() {
  if (lock_ >= 0) ::close(lock_);
}

core::Result<KeyFileChange> KeyFileChange::begin(const std::string& path) {
  const std::string lock_path = path + ".lock";
  const int lock = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only);
  if (lock < 0) return failure(core::FailureKind::io, lock_path, "can't be made");
  KeyFileChange change(path, lock);
  while (::flock(lock, LOCK_EX) != 0) {
    if (errno != EINTR) return failure(core::FailureKind::io, lock_path, "can't be locked");
  }
  if (exists(path)) {
    auto file = read_key_file(path);
    if (!file) return file.error();
    change.file = std::move(*file);
  }
  return change;
}

core::Result<void> KeyFileChange::commit() {
  const std::string aside = path_ + ".new";
  const auto fail = [&] { return failure(core::FailureKind::io, path_, "can't be written"); };
  ::unlink(aside.c_str());  // of a change that didn't come to its end
  const int descriptor = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
  if (descriptor < 0) return fail();
  const bool written = write_all(descriptor, to_toml(file));
  if (::close(descriptor) != 0 || !written) return fail();
  if (::rename(aside.c_str(), path_.c_str()) != 0 || !sync_directory_of(path_)) return fail();
  return {};
}

}  // namespace doorbuster::app
