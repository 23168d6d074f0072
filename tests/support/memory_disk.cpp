// Files as vectors of blocks that are copied when written.
#include "tests/support/memory_disk.hpp"

#include <algorithm>
#include <cstring>

namespace doorbuster::support {
namespace {

constexpr std::uint64_t block = core::block_bytes;

}  // namespace

std::vector<std::string> MemoryDisk::names() const {
  std::vector<std::string> names;
  for (const auto& [name, contents] : files_) names.push_back(name);
  return names;
}

void MemoryDisk::create(const std::string& name, std::uint64_t bytes) {
  files_[name] = {};
  resize(name, bytes);
}

void MemoryDisk::rename(const std::string& from, const std::string& to) {
  auto node = files_.extract(from);
  node.key() = to;
  files_.erase(to);
  files_.insert(std::move(node));
}

void MemoryDisk::resize(const std::string& name, std::uint64_t bytes) {
  Contents& file = files_.at(name);
  file.size = bytes;
  file.blocks.resize((bytes + block - 1) / block);
}

std::optional<std::uint64_t> MemoryDisk::note(const std::string& name) const {
  const auto found = notes_.find(name);
  return found == notes_.end() ? std::nullopt : std::optional(found->second);
}

void MemoryDisk::read(const std::string& name, std::uint64_t offset, std::span<std::byte> into) const {
  const Contents& file = files_.at(name);
  while (!into.empty()) {
    const std::uint64_t within = offset % block;
    const std::size_t part = std::min<std::size_t>(into.size(), block - within);
    const auto& from = file.blocks.at(offset / block);
    if (from) std::memcpy(into.data(), from->data() + within, part);
    else std::memset(into.data(), 0, part);
    into = into.subspan(part);
    offset += part;
  }
}

void MemoryDisk::write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  Contents& file = files_.at(name);
  while (!bytes.empty()) {
    const std::uint64_t within = offset % block;
    const std::size_t part = std::min<std::size_t>(bytes.size(), block - within);
    auto& to = file.blocks.at(offset / block);
    auto changed = to ? std::make_shared<Block>(*to) : std::make_shared<Block>();
    std::memcpy(changed->data() + within, bytes.data(), part);
    to = std::move(changed);
    bytes = bytes.subspan(part);
    offset += part;
  }
}

}  // namespace doorbuster::support
