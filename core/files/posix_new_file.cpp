// Appends, and syncs every now and then, so that the device never has much to catch up with at once.
#include "core/files/posix_new_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>

#include "core/files/system_failure.hpp"

namespace doorbuster::core {
namespace {

// One long sync at the end would hold up the journal's writes to the same device.
constexpr std::uint64_t bytes_between_syncs = std::uint64_t{8} << 20;

}  // namespace

PosixNewFile::PosixNewFile(Descriptor file, int directory, std::string path)
    : file_(std::move(file)), directory_(directory), path_(std::move(path)) {}

Result<void> PosixNewFile::append(std::span<const std::byte> bytes) {
  const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
  if (written < 0) return system_failure("write to " + path_, errno);
  if (static_cast<std::size_t>(written) != bytes.size()) {
    return system_failure(fmt::format("write {} bytes to {}", bytes.size(), path_), ENOSPC);
  }
  bytes_ += bytes.size();
  return bytes_ - synced_ < bytes_between_syncs ? Result<void>() : sync();
}

Result<void> PosixNewFile::finish() {
  if (auto synced = sync(); !synced) return synced;
  if (fsync(directory_) != 0) return system_failure("sync the directory of " + path_, errno);
  return {};
}

// What is on the device is not read again soon: the page cache has better use for its memory.
Result<void> PosixNewFile::sync() {
  if (fsync(file_.get()) != 0) return system_failure("sync " + path_, errno);
  (void)posix_fadvise(file_.get(), 0, 0, POSIX_FADV_DONTNEED);
  synced_ = bytes_;
  return {};
}

}  // namespace doorbuster::core
