// The files, new files and notes that SimulatedFiles hands out.
#pragma once

#include "tests/support/simulated_device.hpp"

namespace doorbuster::support {

class SimulatedFile final : public core::File {
 public:
  SimulatedFile(SimulatedDevice& device, std::string name) : device_(device), name_(std::move(name)) {}
  ~SimulatedFile() override;

  [[nodiscard]] std::uint64_t size() const override { return device_.disk().size(name_); }
  [[nodiscard]] core::Result<std::size_t> read(std::span<std::byte> into, std::uint64_t offset) override;
  [[nodiscard]] core::Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset) override;
  void start_write(std::span<const std::byte> bytes, std::uint64_t offset) override;
  [[nodiscard]] std::optional<core::Result<void>> poll_write() override;
  [[nodiscard]] core::Result<void> finish_write() override;

 private:
  SimulatedDevice& device_;
  std::string name_;
  bool started_ = false;  // a write that this file started may be under way
};

// What it appends isn't settled before finish().
class SimulatedNewFile final : public core::NewFile {
 public:
  SimulatedNewFile(SimulatedDevice& device, std::string name) : device_(device), name_(std::move(name)) {}

  [[nodiscard]] core::Result<void> append(std::span<const std::byte> bytes) override;
  [[nodiscard]] core::Result<void> finish() override;

 private:
  void put(std::span<const std::byte> bytes);

  SimulatedDevice& device_;
  std::string name_;
};

class SimulatedNote final : public core::Note {
 public:
  SimulatedNote(SimulatedDevice& device, std::string name)
      : device_(device), name_(std::move(name)), value_(device.disk().note(name_)) {}

  [[nodiscard]] std::optional<std::uint64_t> value() const override { return value_; }
  [[nodiscard]] core::Result<void> set(std::uint64_t value) override;

 private:
  SimulatedDevice& device_;
  std::string name_;
  std::optional<std::uint64_t> value_;
};

}  // namespace doorbuster::support
