// Files as calls on the device.
#include "tests/support/simulated_file.hpp"

#include <algorithm>
#include <cassert>

namespace doorbuster::support {
namespace {

using core::Result;

[[maybe_unused]] bool aligned(std::span<const std::byte> bytes, std::uint64_t offset) {
  return bytes.size() % core::block_bytes == 0 && offset % core::block_bytes == 0;
}

}  // namespace

SimulatedFile::~SimulatedFile() {
  if (started_) (void)finish_write();
}

Result<std::size_t> SimulatedFile::read(std::span<std::byte> into, std::uint64_t offset) {
  if (auto called = device_.look(Call::read, name_); !called) return called.error();
  if (!device_.disk().has(name_)) return failed(Call::read, name_, "it is gone");
  const std::uint64_t left = offset < size() ? size() - offset : 0;
  const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left, into.size()));
  device_.disk().read(name_, offset, into.first(part));
  return part;
}

Result<void> SimulatedFile::write(std::span<const std::byte> bytes, std::uint64_t offset) {
  assert(aligned(bytes, offset));
  return device_.write(name_, offset, bytes);
}

void SimulatedFile::start_write(std::span<const std::byte> bytes, std::uint64_t offset) {
  assert(aligned(bytes, offset));
  device_.start_write(name_, offset, bytes);
  started_ = true;
}

std::optional<Result<void>> SimulatedFile::poll_write() {
  auto outcome = device_.poll_write();
  if (outcome) started_ = false;
  return outcome;
}

Result<void> SimulatedFile::finish_write() {
  started_ = false;
  return device_.finish_write();
}

Result<void> SimulatedNewFile::append(std::span<const std::byte> bytes) {
  return device_.call(
      Call::append, name_, [&] { put(bytes); }, [&] { put(bytes.first(device_.below(bytes.size() + 1))); });
}

Result<void> SimulatedNewFile::finish() {
  return device_.call(Call::finish, name_, [&] { device_.disk().settle(name_); }, [] {});
}

void SimulatedNewFile::put(std::span<const std::byte> bytes) {
  const std::uint64_t offset = device_.disk().size(name_);
  device_.disk().resize(name_, offset + bytes.size());
  device_.disk().write_unsettled(name_, offset, bytes);
}

Result<void> SimulatedNote::set(std::uint64_t value) {
  return device_.call(Call::set_note, name_, [&] { device_.disk().set_note(name_, value); }, [] {});
}

}  // namespace doorbuster::support
