// What happens to each call on a simulated disk: how long it takes, whether it does what it says, and when everything
// ends. The files of SimulatedFiles are made of these calls. One thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tests/support/disk_fate.hpp"
#include "tests/support/memory_disk.hpp"
#include "tests/support/simulated_time.hpp"

namespace doorbuster::support {

class SimulatedDevice {
 public:
  // All three outlive it.
  SimulatedDevice(MemoryDisk& disk, SimulatedTime& time, DiskFate& fate) : disk_(disk), time_(time), fate_(fate) {}

  [[nodiscard]] MemoryDisk& disk() { return disk_; }
  [[nodiscard]] SimulatedTime& time() { return time_; }
  [[nodiscard]] DiskFate& fate() { return fate_; }
  [[nodiscard]] std::uint64_t below(std::uint64_t sides) { return fate_.below(sides); }

  // A call other than a write: `all` does it, `part` what a crash in the middle leaves of it.
  template <class All, class Part>
  [[nodiscard]] core::Result<void> call(Call call, const std::string& name, All&& all, Part&& part);
  // One that changes nothing.
  [[nodiscard]] core::Result<void> look(Call call, const std::string& name) {
    return this->call(call, name, [] {}, [] {});
  }

  [[nodiscard]] core::Result<void> write(const std::string& name, std::uint64_t offset,
                                         std::span<const std::byte> bytes);

  void start_write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  [[nodiscard]] bool write_under_way() const { return started_.has_value(); }
  [[nodiscard]] std::optional<core::Result<void>> poll_write();
  [[nodiscard]] core::Result<void> finish_write();

  // From here on every call fails. What a power cut leaves is chosen by fate.
  void crash(Crash kind);
  // A power cut that leaves of the write under way just those blocks.
  void crash(const std::function<bool(std::size_t block)>& kept);
  [[nodiscard]] bool crashed() const { return crash_.has_value(); }
  [[nodiscard]] std::optional<Crash> crashed_by() const { return crash_; }

  // Calls so far, but for those after a crash.
  [[nodiscard]] std::uint64_t calls() const { return calls_; }

  struct Written {
    std::string name;
    std::uint64_t offset;
    std::uint64_t bytes;
  };
  // All writes that reached the disk as they should, in order.
  [[nodiscard]] const std::vector<Written>& writes() const { return writes_; }

 private:
  struct Started {
    std::string name;
    std::uint64_t offset;
    std::span<const std::byte> bytes;
    std::vector<std::byte> as_started;  // the caller must leave them as they are
    Fate fate;
    std::int64_t done_at_ns;
  };

  // Time goes by; a failure if there is nothing to call any more.
  [[nodiscard]] core::Result<Fate> begin(Call call, const std::string& name);
  [[nodiscard]] core::Result<void> land(Fate fate, const std::string& name, std::uint64_t offset,
                                        std::span<const std::byte> bytes);
  void put(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  void put_astray(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  void put_start(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  void put_some_sectors(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  void put_part(Crash kind, const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  [[nodiscard]] core::Result<void> end(Crash crash);

  MemoryDisk& disk_;
  SimulatedTime& time_;
  DiskFate& fate_;
  std::optional<Crash> crash_;
  std::uint64_t calls_ = 0;
  std::optional<Started> started_;
  std::vector<Written> writes_;
};

[[nodiscard]] core::Failure failed(Call call, const std::string& name, std::string_view why);
inline constexpr std::string_view unplugged = "the plug was pulled";

template <class All, class Part>
core::Result<void> SimulatedDevice::call(Call call, const std::string& name, All&& all, Part&& part) {
  const auto fate = begin(call, name);
  if (!fate) return fate.error();
  switch (*fate) {
    case Fate::error:
    case Fate::part:
      return failed(call, name, "input/output error");
    case Fate::no_space:
      return failed(call, name, "no space left on the device");
    case Fate::crash_before:
      return end(fate_.crash());
    case Fate::crash_within:
      part();
      return end(fate_.crash());
    case Fate::crash_after:
      all();
      return end(fate_.crash());
    case Fate::done:
    case Fate::lying:
    case Fate::misdirected:
      all();
      return {};
  }
  return {};
}

}  // namespace doorbuster::support
