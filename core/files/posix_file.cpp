// Reads and writes of one file, direct or buffered. No failed write is tried again: that could "succeed" with the data
// gone.
#include "core/files/posix_file.hpp"

#include <fmt/format.h>
#include <sys/uio.h>

#include <algorithm>
#include <cassert>
#include <cerrno>

#include "core/files/aligned_buffer.hpp"
#include "core/files/system_failure.hpp"

namespace doorbuster::core {
namespace {

// What is read at once where the caller's memory isn't aligned.
constexpr std::size_t bounce_bytes = std::size_t{64} << 10;

bool is_aligned(std::uint64_t number) { return number % block_bytes == 0; }
bool is_aligned(const std::byte* memory) { return is_aligned(reinterpret_cast<std::uintptr_t>(memory)); }

}  // namespace

PosixFile::PosixFile(Descriptor descriptor, std::string path, std::uint64_t size, bool direct, DeviceWriter* writer)
    : descriptor_(std::move(descriptor)), path_(std::move(path)), size_(size), direct_(direct), writer_(writer) {}

PosixFile::~PosixFile() {
  if (under_way_) (void)writer_->wait();
}

Result<std::size_t> PosixFile::read(std::span<std::byte> into, std::uint64_t offset) {
  const std::size_t size =
      offset >= size_ ? 0 : static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
  into = into.first(size);
  if (!direct_ || (is_aligned(into.data()) && is_aligned(into.size()) && is_aligned(offset))) {
    return read_whole(into, offset);
  }
  return read_aligned(into, offset);
}

Result<std::size_t> PosixFile::read_whole(std::span<std::byte> into, std::uint64_t offset) {
  std::size_t done = 0;
  while (done < into.size()) {
    const auto at = static_cast<off_t>(offset + done);
    const ssize_t got = pread(descriptor_.get(), into.data() + done, into.size() - done, at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure(fmt::format("read {} at offset {}", path_, at), errno);
    if (got == 0) break;  // cut short since it was opened
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<std::size_t> PosixFile::read_aligned(std::span<std::byte> into, std::uint64_t offset) {
  const AlignedBuffer bounce(bounce_bytes);
  std::size_t done = 0;
  while (done < into.size()) {
    const std::uint64_t at = offset + done;
    const std::uint64_t start = at / block_bytes * block_bytes;
    const auto skip = static_cast<std::size_t>(at - start);
    const std::size_t blocks = (skip + into.size() - done + block_bytes - 1) / block_bytes;
    const std::size_t wanted = std::min(bounce.size(), blocks * block_bytes);
    const Result<std::size_t> got = read_whole(bounce.span().first(wanted), start);
    if (!got) return got;
    if (*got <= skip) break;
    const std::size_t part = std::min(*got - skip, into.size() - done);
    std::copy_n(bounce.data() + skip, part, into.data() + done);
    done += part;
  }
  return done;
}

Result<void> PosixFile::write(std::span<const std::byte> bytes, std::uint64_t offset) {
  assert(writer_ != nullptr && is_aligned(bytes.data()) && is_aligned(bytes.size()) && is_aligned(offset));
  const iovec part{const_cast<std::byte*>(bytes.data()), bytes.size()};
  const ssize_t written = pwritev2(descriptor_.get(), &part, 1, static_cast<off_t>(offset), RWF_DSYNC);
  return judge(written < 0 ? -errno : written, bytes.size(), offset);
}

void PosixFile::start_write(std::span<const std::byte> bytes, std::uint64_t offset) {
  assert(writer_ != nullptr && is_aligned(bytes.data()) && is_aligned(bytes.size()) && is_aligned(offset));
  started_bytes_ = bytes.size();
  started_offset_ = offset;
  under_way_ = true;
  writer_->start(descriptor_.get(), bytes, offset);
}

std::optional<Result<void>> PosixFile::poll_write() {
  const auto outcome = writer_->poll();
  if (!outcome) return std::nullopt;
  under_way_ = false;
  return judge(*outcome, started_bytes_, started_offset_);
}

Result<void> PosixFile::finish_write() {
  const auto outcome = writer_->wait();
  under_way_ = false;
  return judge(outcome, started_bytes_, started_offset_);
}

Result<void> PosixFile::judge(DeviceWriter::Outcome outcome, std::size_t bytes, std::uint64_t offset) const {
  if (outcome >= 0 && static_cast<std::size_t>(outcome) == bytes) return {};
  const std::string what = fmt::format("write {} bytes to {} at offset {}", bytes, path_, offset);
  if (outcome < 0) return system_failure(what, static_cast<int>(-outcome));
  return Failure{FailureKind::io, fmt::format("Can't {}: only {} bytes went in. The disk may be full: free space and "
                                              "start again.", what, outcome)};
}

}  // namespace doorbuster::core
