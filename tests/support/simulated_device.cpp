// How writes arrive, in whole, in part, or elsewhere, and what a crash leaves.
#include "tests/support/simulated_device.hpp"

#include <algorithm>
#include <cassert>

namespace doorbuster::support {

using core::block_bytes;
using core::Failure;
using core::FailureKind;
using core::Result;

Failure failed(Call call, const std::string& name, std::string_view why) {
  return {FailureKind::io, "Can't " + std::string(name_of(call)) + " " + name + ": " + std::string(why) + "."};
}

Result<Fate> SimulatedDevice::begin(Call call, const std::string& name) {
  if (crashed()) return failed(call, name, unplugged);
  ++calls_;
  time_.pass(fate_.duration_ns(call));
  return fate_.of(call, name);
}

Result<void> SimulatedDevice::write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  const auto fate = begin(Call::write, name);
  if (!fate) return fate.error();
  return land(*fate, name, offset, bytes);
}

void SimulatedDevice::start_write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  assert(!started_ && "one write at a time");
  if (!crashed()) ++calls_;
  const Fate fate = crashed() ? Fate::error : fate_.of(Call::write, name);
  const std::int64_t done_at = time_.life_ns() + fate_.duration_ns(Call::write);
  started_ = {name, offset, bytes, {bytes.begin(), bytes.end()}, fate, done_at};
  if (fate == Fate::crash_before) {
    started_->bytes = {};
    (void)end(fate_.crash());
  } else if (fate == Fate::crash_within) {
    (void)end(fate_.crash());
  }
}

std::optional<Result<void>> SimulatedDevice::poll_write() {
  if (!crashed() && started_ && time_.life_ns() < started_->done_at_ns) return std::nullopt;
  return finish_write();
}

Result<void> SimulatedDevice::finish_write() {
  assert(started_);
  const Started done = std::move(*started_);
  started_.reset();
  if (crashed()) return failed(Call::write, done.name, unplugged);
  assert(std::ranges::equal(done.bytes, done.as_started));
  time_.pass(std::max<std::int64_t>(0, done.done_at_ns - time_.life_ns()));
  return land(done.fate, done.name, done.offset, done.bytes);
}

Result<void> SimulatedDevice::land(Fate fate, const std::string& name, std::uint64_t offset,
                                   std::span<const std::byte> bytes) {
  switch (fate) {
    case Fate::done:
      put(name, offset, bytes);
      return {};
    case Fate::lying:
      disk_.write_unsettled(name, offset, bytes);
      return {};
    case Fate::misdirected:
      put_astray(name, offset, bytes);
      return {};
    case Fate::error:
      if (below(2) == 0) put_some_sectors(name, offset, bytes);
      return failed(Call::write, name, "input/output error");
    case Fate::no_space:
    case Fate::part:
      put_start(name, offset, bytes);
      return failed(Call::write, name, "a short write");
    case Fate::crash_before:
      return end(fate_.crash());
    case Fate::crash_within: {
      const Crash kind = fate_.crash();
      put_part(kind, name, offset, bytes);
      return end(kind);
    }
    case Fate::crash_after:
      put(name, offset, bytes);
      return end(fate_.crash());
  }
  return {};
}

void SimulatedDevice::put(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  disk_.write(name, offset, bytes);
  writes_.push_back({name, offset, bytes.size()});
}

void SimulatedDevice::put_astray(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  constexpr int tries = 8;
  const std::vector<std::string> names = disk_.names();
  for (int i = 0; i < tries; ++i) {
    const std::string& other = names[below(names.size())];
    if (disk_.size(other) < bytes.size()) continue;
    const std::uint64_t at = below((disk_.size(other) - bytes.size()) / block_bytes + 1) * block_bytes;
    if (other != name || at != offset) return disk_.write(other, at, bytes);
  }
}

void SimulatedDevice::put_start(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  const std::uint64_t blocks = below(bytes.size() / block_bytes + 1);
  if (blocks > 0) disk_.write(name, offset, bytes.first(blocks * block_bytes));
}

void SimulatedDevice::put_some_sectors(const std::string& name, std::uint64_t offset,
                                       std::span<const std::byte> bytes) {
  const std::uint64_t whole = below(2) == 0 ? sector_bytes : block_bytes;
  for (std::uint64_t at = 0; at < bytes.size(); at += whole) {
    if (below(2) == 0) disk_.write(name, offset + at, bytes.subspan(at, whole));
  }
}

// Killed, a process has handed its write to the device from the front on; without power, anything may be missing.
void SimulatedDevice::put_part(Crash kind, const std::string& name, std::uint64_t offset,
                               std::span<const std::byte> bytes) {
  constexpr std::uint64_t mostly = 4;
  if (kind == Crash::process && below(mostly) != 0) put(name, offset, bytes);
  else if (kind == Crash::process) put_start(name, offset, bytes);
  else put_some_sectors(name, offset, bytes);
}

Result<void> SimulatedDevice::end(Crash kind) {
  crash(kind);
  return Failure{FailureKind::io, std::string(unplugged) + "."};
}

void SimulatedDevice::crash(Crash kind) {
  if (crashed()) return;
  crash_ = kind;
  if (started_ && !started_->bytes.empty()) put_part(kind, started_->name, started_->offset, started_->bytes);
  if (kind == Crash::power) disk_.lose_power([this](std::uint64_t sides) { return below(sides); });
}

void SimulatedDevice::crash(const std::function<bool(std::size_t block)>& kept) {
  crash_ = Crash::power;
  for (std::size_t block = 0; started_ && block * block_bytes < started_->bytes.size(); ++block) {
    if (!kept(block)) continue;
    put(started_->name, started_->offset + block * block_bytes,
        started_->bytes.subspan(block * block_bytes, block_bytes));
  }
}

}  // namespace doorbuster::support
