// A data directory of the real disk: its lock, its files, and how they are made so that later writes cost the least.
#include "core/files/posix_files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cassert>
#include <cerrno>

#include "core/files/aligned_buffer.hpp"
#include "core/files/posix_file.hpp"
#include "core/files/posix_new_file.hpp"
#include "core/files/posix_note.hpp"
#include "core/files/pwritev2_writer.hpp"
#include "core/files/stable_directory.hpp"
#include "core/files/system_failure.hpp"
#include "core/files/threaded_work.hpp"
#include "core/files/uring_writer.hpp"

namespace doorbuster::core {
namespace {

constexpr const char* lock_name = "LOCK";
constexpr mode_t file_mode = 0640;
constexpr std::size_t zeroing_bytes = std::size_t{1} << 20;

class PosixFiles final : public Files {
 public:
  PosixFiles(std::filesystem::path path, Descriptor directory, Descriptor lock, bool direct,
             std::unique_ptr<DeviceWriter> writer)
      : path_(std::move(path)),
        directory_(std::move(directory)),
        lock_(std::move(lock)),
        direct_(direct),
        writer_(std::move(writer)) {}

  Result<std::vector<std::string>> list() override {
    std::error_code error;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator at(path_, error), end; !error && at != end; at.increment(error)) {
      names.push_back(at->path().filename().string());
    }
    if (error) return system_failure("list " + path_.string(), error.value());
    return names;
  }

  Result<std::unique_ptr<File>> open(const std::string& name) override {
    if (!writer_) return read_only();
    return open_as(name, O_RDWR | O_DSYNC, writer_.get());
  }
  Result<std::unique_ptr<File>> open_read_only(const std::string& name) override {
    return open_as(name, O_RDONLY, nullptr);
  }

  Result<void> create_zeroed(const std::string& name, std::uint64_t bytes) override {
    assert(bytes % block_bytes == 0);
    if (!writer_) return read_only();
    const int flags = O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | direct_flag();
    Descriptor file(openat(directory_.get(), name.c_str(), flags, file_mode));
    if (!file.is_open()) return system_failure("create " + full(name), errno);
    const int error = fill_with_zeros(file.get(), bytes);
    if (error == 0) return sync_directory();
    (void)unlinkat(directory_.get(), name.c_str(), 0);  // its space goes back; the failure below is what counts
    return system_failure(fmt::format("fill {} with {} bytes of zeros", full(name), bytes), error);
  }

  Result<std::unique_ptr<NewFile>> create(const std::string& name) override {
    if (!writer_) return read_only();
    Descriptor file(openat(directory_.get(), name.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, file_mode));
    if (!file.is_open()) return system_failure("create " + full(name), errno);
    return std::unique_ptr<NewFile>(std::make_unique<PosixNewFile>(std::move(file), directory_.get(), full(name)));
  }

  Result<std::unique_ptr<Note>> open_note(const std::string& name) override {
    return PosixNote::open(directory_.get(), name, full(name), writer_ != nullptr);
  }

  Result<void> rename(const std::string& from, const std::string& to) override {
    if (!writer_) return read_only();
    if (renameat(directory_.get(), from.c_str(), directory_.get(), to.c_str()) != 0) {
      return system_failure("rename " + full(from) + " to " + to, errno);
    }
    return sync_directory();
  }

  Result<void> remove(const std::string& name) override {
    if (!writer_) return read_only();
    if (unlinkat(directory_.get(), name.c_str(), 0) != 0) return system_failure("remove " + full(name), errno);
    return sync_directory();
  }

  std::unique_ptr<Background> begin(std::function<Result<void>()> work) override {
    return std::make_unique<ThreadedWork>(std::move(work));
  }

  int write_done_descriptor() const override { return writer_ ? writer_->done_descriptor() : -1; }

  std::string describe() const override {
    const std::string_view cache = direct_ ? "O_DIRECT|O_DSYNC" : "O_DSYNC, no O_DIRECT on this file system";
    return fmt::format("{}, {}, {}", path_.string(), writer_ ? writer_->name() : "read-only", cache);
  }

 private:
  [[nodiscard]] Failure read_only() const {
    return Failure{FailureKind::invalid, path_.string() + " was opened for reading only."};
  }
  [[nodiscard]] int direct_flag() const { return direct_ ? O_DIRECT : 0; }
  [[nodiscard]] std::string full(const std::string& name) const { return (path_ / name).string(); }

  [[nodiscard]] Result<std::unique_ptr<File>> open_as(const std::string& name, int flags, DeviceWriter* writer) {
    Descriptor file(openat(directory_.get(), name.c_str(), flags | O_CLOEXEC | direct_flag()));
    struct stat status {};
    if (!file.is_open() || fstat(file.get(), &status) != 0) return system_failure("open " + full(name), errno);
    return std::unique_ptr<File>(std::make_unique<PosixFile>(
        std::move(file), full(name), static_cast<std::uint64_t>(status.st_size), direct_, writer));
  }

  // 0 or an errno. The space is asked for first, so that a disk too full says so before it is filled; then real zeros
  // go in, since extents that were only reserved cost the file system's journal a commit with each first write.
  [[nodiscard]] static int fill_with_zeros(int file, std::uint64_t bytes) {
    if (fallocate(file, 0, 0, static_cast<off_t>(bytes)) != 0 && errno != EOPNOTSUPP) return errno;
    const AlignedBuffer zeros(zeroing_bytes);
    for (std::uint64_t done = 0; done < bytes;) {
      const std::size_t part = static_cast<std::size_t>(std::min<std::uint64_t>(zeros.size(), bytes - done));
      const ssize_t written = pwrite(file, zeros.data(), part, static_cast<off_t>(done));
      if (written < 0) return errno;
      if (static_cast<std::size_t>(written) != part) return ENOSPC;
      done += part;
    }
    return fsync(file) == 0 ? 0 : errno;
  }

  [[nodiscard]] Result<void> sync_directory() const { return sync_names(directory_, path_); }

  std::filesystem::path path_;
  Descriptor directory_;
  Descriptor lock_;
  bool direct_;
  std::unique_ptr<DeviceWriter> writer_;
};

// Who holds the lock, as far as its file tells.
std::string holder(int lock) {
  char text[32] = {};
  const ssize_t size = pread(lock, text, sizeof text - 1, 0);
  return size > 0 ? fmt::format(" (process {})", std::string(text, text + size)) : std::string();
}

Result<Descriptor> take_lock(int directory, const std::string& path) {
  Descriptor lock(openat(directory, lock_name, O_CREAT | O_RDWR | O_CLOEXEC, file_mode));
  if (!lock.is_open()) return system_failure("open " + path + "/" + lock_name, errno);
  if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return system_failure("lock " + path + "/" + lock_name, errno);
    return Failure{FailureKind::in_use,
                   fmt::format("The data directory {} is in use by another process{}. Stop that one first, or choose "
                               "another directory.", path, holder(lock.get()))};
  }
  const std::string mine = std::to_string(getpid());  // a help to people; the lock is what counts
  if (ftruncate(lock.get(), 0) != 0 || pwrite(lock.get(), mine.data(), mine.size(), 0) < 0) {
    return system_failure("write " + path + "/" + lock_name, errno);
  }
  return lock;
}

// Whether the file system takes O_DIRECT (tmpfs, for one, may not): EINVAL says that it doesn't, open(2).
Result<bool> takes_direct(int directory, const std::string& path) {
  if (Descriptor(openat(directory, lock_name, O_RDONLY | O_CLOEXEC | O_DIRECT)).is_open()) return true;
  if (errno == EINVAL || errno == ENOENT) return false;
  return system_failure("open " + path + "/" + lock_name, errno);
}

Result<std::unique_ptr<DeviceWriter>> make_writer(WriteEngine engine) {
  if (engine == WriteEngine::pwritev2) return make_pwritev2_writer({});
  auto uring = make_uring_writer();
  if (uring || engine == WriteEngine::io_uring) return uring;
  return make_pwritev2_writer(uring.error().message);
}

}  // namespace

Result<std::unique_ptr<Files>> open_directory(const std::filesystem::path& path, WriteEngine engine) {
  if (auto made = make_directory(path); !made) return made.error();
  auto directory = open_path(path, "the data directory");
  if (!directory) return directory.error();
  auto lock = take_lock(directory->get(), path.string());
  if (!lock) return lock.error();
  // A process before this one may have given names that it didn't live to sync. Whoever lists them relies on them.
  if (auto synced = sync_names(*directory, path); !synced) return synced.error();
  auto writer = make_writer(engine);
  if (!writer) return writer.error();
  const auto direct = takes_direct(directory->get(), path.string());
  if (!direct) return direct.error();
  return std::unique_ptr<Files>(std::make_unique<PosixFiles>(path, std::move(*directory), std::move(*lock), *direct,
                                                            std::move(*writer)));
}

Result<std::unique_ptr<Files>> open_directory_read_only(const std::filesystem::path& path) {
  auto directory = open_path(path, "the data directory");
  if (!directory) return directory.error();
  const auto direct = takes_direct(directory->get(), path.string());
  if (!direct) return direct.error();
  return std::unique_ptr<Files>(
      std::make_unique<PosixFiles>(path, std::move(*directory), Descriptor(), *direct, nullptr));
}

}  // namespace doorbuster::core
