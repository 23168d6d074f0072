// One open file of the real disk.
#pragma once

#include <string>

#include "core/files/descriptor.hpp"
#include "core/files/device_writer.hpp"
#include "core/files/file.hpp"

namespace doorbuster::core {

class PosixFile final : public File {
 public:
  // `writer` outlives it; null: read-only. `direct`: opened with O_DIRECT. `path` is for messages.
  PosixFile(Descriptor descriptor, std::string path, std::uint64_t size, bool direct, DeviceWriter* writer);
  ~PosixFile() override;

  [[nodiscard]] std::uint64_t size() const override { return size_; }
  [[nodiscard]] Result<std::size_t> read(std::span<std::byte> into, std::uint64_t offset) override;
  [[nodiscard]] Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset) override;
  void start_write(std::span<const std::byte> bytes, std::uint64_t offset) override;
  [[nodiscard]] std::optional<Result<void>> poll_write() override;
  [[nodiscard]] Result<void> finish_write() override;

 private:
  [[nodiscard]] Result<std::size_t> read_whole(std::span<std::byte> into, std::uint64_t offset);
  [[nodiscard]] Result<std::size_t> read_aligned(std::span<std::byte> into, std::uint64_t offset);
  [[nodiscard]] Result<void> judge(DeviceWriter::Outcome outcome, std::size_t bytes, std::uint64_t offset) const;

  Descriptor descriptor_;
  std::string path_;
  std::uint64_t size_;
  bool direct_;
  DeviceWriter* writer_;
  std::size_t started_bytes_ = 0;
  std::uint64_t started_offset_ = 0;
  bool under_way_ = false;
};

}  // namespace doorbuster::core
