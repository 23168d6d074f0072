// Simulated files by a script: all goes well and at once, but for what the test says.
#pragma once

#include "tests/support/simulated_files.hpp"

namespace doorbuster::support {

// Fails the call that it is told to.
class ScriptedFate final : public DiskFate {
 public:
  [[nodiscard]] Fate of(Call call, const std::string& name) override;
  [[nodiscard]] Crash crash() override { return Crash::power; }
  [[nodiscard]] std::int64_t duration_ns(Call call) override { return call == Call::write ? write_ns : 0; }
  [[nodiscard]] std::int64_t background_ns() override { return 0; }
  [[nodiscard]] std::uint64_t below(std::uint64_t) override { return 1; }  // of what fails, nothing arrives

  std::int64_t write_ns = 0;
  std::uint64_t calls_until_failure = 0;  // 0: none fails
  std::string failing;                    // the kind of call that fails next, by its name
};

namespace detail {
struct Script {
  SimulatedTime time;
  ScriptedFate fate;
};
}  // namespace detail

class MemoryFiles : private detail::Script, public SimulatedFiles {
 public:
  explicit MemoryFiles(MemoryDisk& disk) : SimulatedFiles(disk, time, fate) {}

  // While held, a started write stays under way.
  void hold_writes(bool held);
  [[nodiscard]] bool write_under_way() const { return device().write_under_way(); }

  // Pulls the plug: of the write under way only those blocks reach the disk for which `kept` says so, given their
  // index in that write. Every call after that fails.
  void crash(const std::function<bool(std::size_t block)>& kept = [](std::size_t) { return false; }) {
    device().crash(kept);
  }

  // The nth call from here on (1: the next) fails; those after it don't.
  void fail_call(std::uint64_t nth) { fate.calls_until_failure = nth; }
  [[nodiscard]] std::uint64_t calls() const { return device().calls(); }
  // The next call of that kind ("create", "rename", "write", ...) fails; those after it don't.
  void fail_next(std::string kind) { fate.failing = std::move(kind); }

  // All that reached the disk, in order.
  [[nodiscard]] const std::vector<SimulatedDevice::Written>& writes() const { return device().writes(); }
};

}  // namespace doorbuster::support
