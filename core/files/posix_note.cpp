// The note's text: the number in 20 digits, and a checksum of them in 16 hexadecimal ones.
#include "core/files/posix_note.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cerrno>
#include <charconv>

#include "core/files/system_failure.hpp"

namespace doorbuster::core {
namespace {

constexpr mode_t note_mode = 0640;
constexpr std::size_t number_digits = 20;
constexpr std::size_t text_bytes = number_digits + 1 + 16 + 1;
using Text = std::array<char, text_bytes>;

Text text_of(std::uint64_t value) {
  Text text{};
  fmt::format_to_n(text.data(), number_digits, "{:020}", value);
  const std::uint64_t sum = XXH3_64bits(text.data(), number_digits);
  fmt::format_to_n(text.data() + number_digits, text_bytes - number_digits, " {:016x}\n", sum);
  return text;
}

std::optional<std::uint64_t> value_of(const Text& text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + number_digits, value);
  return read.ec == std::errc() && text_of(value) == text ? std::optional(value) : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Note>> PosixNote::open(int directory, const std::string& name, std::string path,
                                              bool writable) {
  std::optional<std::uint64_t> value;
  const Descriptor file(openat(directory, name.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open() && errno != ENOENT) return system_failure("open " + path, errno);
  if (Text text{}; file.is_open()) {
    const ssize_t got = pread(file.get(), text.data(), text.size(), 0);
    if (got < 0) return system_failure("read " + path, errno);
    value = value_of(text);
  }
  return std::unique_ptr<Note>(std::make_unique<PosixNote>(directory, name, std::move(path), writable, value));
}

PosixNote::PosixNote(int directory, std::string name, std::string path, bool writable,
                     std::optional<std::uint64_t> value)
    : directory_(directory), name_(std::move(name)), path_(std::move(path)), writable_(writable), value_(value) {}

Result<void> PosixNote::set(std::uint64_t value) {
  if (!writable_) return Failure{FailureKind::invalid, path_ + " was opened for reading only."};
  if (!file_.is_open()) {
    file_ = Descriptor(openat(directory_, name_.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, note_mode));
    if (!file_.is_open()) return system_failure("open " + path_, errno);
  }
  const Text text = text_of(value);
  const ssize_t written = pwrite(file_.get(), text.data(), text.size(), 0);
  if (written < 0) return system_failure("write to " + path_, errno);
  if (static_cast<std::size_t>(written) != text.size()) return system_failure("write to " + path_, ENOSPC);
  value_ = value;
  return {};
}

}  // namespace doorbuster::core
