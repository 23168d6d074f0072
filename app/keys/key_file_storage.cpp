// Looked at before it is read, locked while it is changed.
#include "app/keys/key_file_storage.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "app/files/private_file.hpp"

namespace doorbuster::app {
namespace {

constexpr mode_t owner_only = 0600;

core::Failure failure(core::FailureKind kind, const std::string& path, std::string_view what) {
  return {kind, fmt::format("The key file {} {}: {}.", path, what, std::strerror(errno))};
}

bool exists(const std::string& path) {
  struct stat found{};
  return ::stat(path.c_str(), &found) == 0 || errno != ENOENT;
}

}  // namespace

core::Result<KeyFile> read_key_file(const std::string& path) {
  if (!exists(path)) {
    return core::Failure{core::FailureKind::invalid,
                         fmt::format("The key file {0} is not there. Make a first key with: doorbuster keys create "
                                     "--keys {0} --merchant NAME --role operator", path)};
  }
  const auto text = read_private_file(path, "key file");
  if (!text) return text.error();
  return parse_key_file(*text, path);
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
  if (!replace_durably(path_, to_toml(file))) return failure(core::FailureKind::io, path_, "can't be written");
  return {};
}

}  // namespace doorbuster::app
