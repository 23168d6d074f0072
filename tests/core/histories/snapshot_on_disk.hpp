// A snapshot on a disk in memory, changed as whoever wrote it could have.
#pragma once

#include <vector>

#include "core/snapshot/snapshot_format.hpp"
#include "tests/support/memory_disk.hpp"

namespace doorbuster::core {

template <class Value>
[[nodiscard]] Value value_at(const support::MemoryDisk& disk, const std::string& name, std::uint64_t offset) {
  Value value;
  disk.read(name, offset, std::as_writable_bytes(std::span(&value, 1)));
  return value;
}

// Changes the header, with all checksums right again; how many frames there are.
template <class Change>
std::size_t reseal_snapshot(support::MemoryDisk& disk, const std::string& name, Change&& change) {
  const auto write = [&](std::uint64_t offset, const auto& value) {
    disk.write(name, offset, std::as_bytes(std::span(&value, 1)));
  };
  auto header = value_at<SnapshotHeader>(disk, name, 0);
  change(header);
  header = seal(header);
  write(0, header);
  std::size_t frames = 0;
  for (std::uint64_t offset = sizeof header; offset < disk.size(name); ++frames) {
    const auto frame = value_at<FrameHeader>(disk, name, offset);
    std::vector<std::byte> payload(frame.payload_bytes);
    disk.read(name, offset + sizeof frame, payload);
    write(offset, seal(frame, header, payload));
    offset += sizeof frame + payload.size();
  }
  return frames;
}

}  // namespace doorbuster::core
