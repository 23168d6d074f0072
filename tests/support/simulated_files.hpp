// core::Files on a simulated device. Background work is done when its time has come, or when it is waited for, or never
// because everything ended before. One thread.
#pragma once

#include <string>
#include <vector>

#include "tests/support/simulated_device.hpp"

namespace doorbuster::support {

class SimulatedFiles : public core::Files {
 public:
  // All three outlive it.
  SimulatedFiles(MemoryDisk& disk, SimulatedTime& time, DiskFate& fate) : device_(disk, time, fate) {}

  [[nodiscard]] SimulatedDevice& device() { return device_; }
  [[nodiscard]] const SimulatedDevice& device() const { return device_; }
  // Does the background work whose time has come.
  void attend();

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
  [[nodiscard]] std::string describe() const override { return "simulated"; }

 private:
  class Work;
  [[nodiscard]] core::Result<void> look_at(Call call, const std::string& name);

  SimulatedDevice device_;
  std::vector<Work*> waiting_;  // begun and not yet done, in order
};

}  // namespace doorbuster::support
