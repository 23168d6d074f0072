// The file layer as an interface: all that core/ asks of a disk. The real one is in posix_files; tests put a
// simulated or faulty one in its place. Only the implementations know of system calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace doorbuster::core {

// What writes are aligned to, in place, length and memory.
inline constexpr std::size_t block_bytes = 4096;

// An open file of fixed size. One thread at a time.
class File {
 public:
  virtual ~File() = default;

  [[nodiscard]] virtual std::uint64_t size() const = 0;
  // Fills `into` from `offset`; fewer bytes only where the file ends. Any alignment.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<std::byte> into, std::uint64_t offset) = 0;
  // Blocks until `bytes` are on stable storage. Aligned to block_bytes. A short write is a failure.
  [[nodiscard]] virtual Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset) = 0;

  // The same without blocking: one at a time; `bytes` stay untouched until poll_write() has told how it went.
  virtual void start_write(std::span<const std::byte> bytes, std::uint64_t offset) = 0;
  // Nothing while the write is under way.
  [[nodiscard]] virtual std::optional<Result<void>> poll_write() = 0;
  // Blocks until the started write is done: poll_write() for who can't go on without it.
  [[nodiscard]] virtual Result<void> finish_write() = 0;
};

// A file that is written once, from its start on. One thread at a time. Not finished, it may stay as it is.
class NewFile {
 public:
  virtual ~NewFile() = default;

  // Blocks. Any size.
  [[nodiscard]] virtual Result<void> append(std::span<const std::byte> bytes) = 0;
  // Blocks until all of it, and its name, is on stable storage. Nothing may be appended after.
  [[nodiscard]] virtual Result<void> finish() = 0;
};

// A number that outlives the process for certain, and the machine perhaps: after a power cut it may be any that it
// was before. Setting it costs no wait for the device. One thread at a time.
class Note {
 public:
  virtual ~Note() = default;

  // As it was when opened; nothing if it was never set, or can't be read.
  [[nodiscard]] virtual std::optional<std::uint64_t> value() const = 0;
  [[nodiscard]] virtual Result<void> set(std::uint64_t value) = 0;
};

// Blocking work that goes on beside its owner. Destroying it waits for its end.
class Background {
 public:
  virtual ~Background() = default;
  // Whether it has ended: wait() won't block.
  [[nodiscard]] virtual bool done() const = 0;
  // Blocks until it has ended; once.
  [[nodiscard]] virtual Result<void> wait() = 0;
};

// A data directory. Any thread may call. Among all its files, one started write may be under way at a time.
class Files {
 public:
  virtual ~Files() = default;

  // Names of the files here, in no order.
  [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<File>> open(const std::string& name) = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<File>> open_read_only(const std::string& name) = 0;
  // A new file whose `bytes` zeros are on stable storage when this returns, as is its name. Written in place later
  // without the file system's own journal on the way. Fails if there is one of that name.
  [[nodiscard]] virtual Result<void> create_zeroed(const std::string& name, std::uint64_t bytes) = 0;
  // A new and empty file; one of that name is emptied.
  [[nodiscard]] virtual Result<std::unique_ptr<NewFile>> create(const std::string& name) = 0;
  // Made by the first set().
  [[nodiscard]] virtual Result<std::unique_ptr<Note>> open_note(const std::string& name) = 0;
  // Stable when it returns; replaces `to`. After a failure it may have been done, and not be stable.
  [[nodiscard]] virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
  [[nodiscard]] virtual Result<void> remove(const std::string& name) = 0;

  // Begins `work`, which may use this Files but no File that others use, without holding up the caller. What it throws,
  // and that no thread is to be had, is a failure of it. A simulation decides when it is done.
  [[nodiscard]] virtual std::unique_ptr<Background> begin(std::function<Result<void>()> work) = 0;

  // A descriptor that becomes readable when a started write may be done, for poll(2); -1 if there is none.
  [[nodiscard]] virtual int write_done_descriptor() const = 0;
  // For people: where this is, and how writes are made durable ("io_uring, O_DIRECT|O_DSYNC").
  [[nodiscard]] virtual std::string describe() const = 0;
};

}  // namespace doorbuster::core
