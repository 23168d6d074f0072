// File layers that are wrong.
#pragma once

#include <cstdint>
#include <string>

#include "tests/simulation/plant.hpp"

namespace doorbuster::simulation {

// All calls go on to the right files.
class FilesDecorator : public core::Files {
 public:
  explicit FilesDecorator(core::Files& right) : right_(right) {}

  using Opened = core::Result<std::unique_ptr<core::File>>;
  [[nodiscard]] core::Result<std::vector<std::string>> list() override { return right_.list(); }
  [[nodiscard]] Opened open(const std::string& name) override { return right_.open(name); }
  [[nodiscard]] Opened open_read_only(const std::string& name) override { return right_.open_read_only(name); }
  [[nodiscard]] core::Result<void> create_zeroed(const std::string& name, std::uint64_t bytes) override {
    return right_.create_zeroed(name, bytes);
  }
  [[nodiscard]] core::Result<std::unique_ptr<core::NewFile>> create(const std::string& name) override {
    return right_.create(name);
  }
  [[nodiscard]] core::Result<std::unique_ptr<core::Note>> open_note(const std::string& name) override {
    return right_.open_note(name);
  }
  [[nodiscard]] core::Result<void> rename(const std::string& from, const std::string& to) override {
    return right_.rename(from, to);
  }
  [[nodiscard]] core::Result<void> remove(const std::string& name) override { return right_.remove(name); }
  [[nodiscard]] std::unique_ptr<core::Background> begin(std::function<core::Result<void>()> work) override {
    return right_.begin(std::move(work));
  }
  [[nodiscard]] int write_done_descriptor() const override { return right_.write_done_descriptor(); }
  [[nodiscard]] std::string describe() const override { return right_.describe(); }

 private:
  core::Files& right_;
};

class LostRenames final : public Plant {
 public:
  [[nodiscard]] core::Files& files(core::Files& right) override;
  void power_cut(support::MemoryDisk& disk) override;

 private:
  struct Renamed {
    std::string from, to;
  };
  class Files;
  std::vector<Renamed> since_power_;
  std::unique_ptr<core::Files> wrong_;
};

class LateWrites final : public Plant {
 public:
  [[nodiscard]] core::Files& files(core::Files& right) override;

 private:
  class File;
  class Files;
  std::unique_ptr<core::Files> wrong_;
};

// The batch that was written last, wherever the one who reads looks for it.
class ForgottenTail final : public Plant {
 public:
  [[nodiscard]] core::Files& files(core::Files& right) override;

 private:
  class File;
  class Files;
  struct Place {
    std::string name;
    std::uint64_t offset = 0;
  };
  Place last_;    // written by the process that runs
  Place hidden_;  // from here on nothing is seen in that file
  std::unique_ptr<core::Files> wrong_;
};

}  // namespace doorbuster::simulation
