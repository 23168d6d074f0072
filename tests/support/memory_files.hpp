// core::Files on a MemoryDisk, with a disk's misfortunes on demand: writes that take their time, the plug pulled in
// the middle of one, a call that fails. One thread; background work is done at once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "tests/support/memory_disk.hpp"

namespace doorbuster::support {

class MemoryFiles final : public core::Files {
 public:
  explicit MemoryFiles(MemoryDisk& disk) : disk_(disk) {}

  // While held, a started write stays under way.
  void hold_writes(bool held) { held_ = held; }
  [[nodiscard]] bool write_under_way() const { return started_.has_value(); }

  // Pulls the plug: of the write under way only those blocks reach the disk for which `kept` says so, given their
  // index in that write. Every call after that fails.
  void crash(const std::function<bool(std::size_t block)>& kept = [](std::size_t) { return false; });

  // The nth call from here on (1: the next) fails; those after it don't.
  void fail_call(std::uint64_t nth) { failing_call_ = calls_ + nth; }
  [[nodiscard]] std::uint64_t calls() const { return calls_; }
  // The next call of that kind ("create", "rename", "write", ...) fails; those after it don't.
  void fail_next(std::string kind) { failing_kind_ = std::move(kind); }

  struct Written {
    std::string name;
    std::uint64_t offset;
    std::uint64_t bytes;
  };
  // All that reached the disk, in order.
  [[nodiscard]] const std::vector<Written>& writes() const { return writes_; }

  [[nodiscard]] core::Result<std::vector<std::string>> list() override;
  [[nodiscard]] core::Result<std::unique_ptr<core::File>> open(const std::string& name) override;
  [[nodiscard]] core::Result<std::unique_ptr<core::File>> open_read_only(const std::string& name) override;
  [[nodiscard]] core::Result<void> create_zeroed(const std::string& name, std::uint64_t bytes) override;
  [[nodiscard]] core::Result<std::unique_ptr<core::NewFile>> create(const std::string& name) override;
  [[nodiscard]] core::Result<std::unique_ptr<core::Note>> open_note(const std::string& name) override;
  [[nodiscard]] core::Result<void> rename(const std::string& from, const std::string& to) override;
  [[nodiscard]] core::Result<void> remove(const std::string& name) override;
  [[nodiscard]] std::unique_ptr<core::Background> begin(std::function<core::Result<void>()> work) override;
  [[nodiscard]] int write_done_descriptor() const override { return -1; }
  [[nodiscard]] std::string describe() const override { return "in memory"; }

 private:
  friend class MemoryFile;
  friend class MemoryNewFile;
  friend class MemoryNote;
  struct Started {
    std::string name;
    std::uint64_t offset;
    std::span<const std::byte> bytes;
    std::vector<std::byte> as_started;  // the caller must leave them as they are
    core::Result<void> outcome;
  };

  // A failure if the plug has been pulled or this is the call that is to fail.
  [[nodiscard]] core::Result<void> call(const std::string& kind, const std::string& name);
  [[nodiscard]] core::Result<void> call_on(const std::string& kind, const std::string& name);
  void put(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  [[nodiscard]] core::Result<void> finish();

  MemoryDisk& disk_;
  bool held_ = false;
  bool crashed_ = false;
  std::uint64_t calls_ = 0;
  std::uint64_t failing_call_ = 0;
  std::string failing_kind_;
  std::optional<Started> started_;
  std::vector<Written> writes_;
};

}  // namespace doorbuster::support
