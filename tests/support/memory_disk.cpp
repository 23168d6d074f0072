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
    file.settled.erase(offset / block);
    bytes = bytes.subspan(part);
    offset += part;
  }
}

bool MemoryDisk::is_blank(const std::string& name, std::uint64_t offset) const {
  const auto& found = files_.at(name).blocks.at(offset / block);
  return !found || std::all_of(found->begin(), found->end(), [](std::byte byte) { return byte == std::byte{0}; });
}

void MemoryDisk::create_unsettled(const std::string& name) {
  Contents fresh;
  fresh.name_settled = false;
  if (has(name)) fresh.before = std::make_shared<const Contents>(std::move(files_.at(name)));
  files_[name] = std::move(fresh);
}

void MemoryDisk::write_unsettled(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
  Contents& file = files_.at(name);
  auto settled = std::move(file.settled);
  for (std::uint64_t at = offset / block; at * block < offset + bytes.size(); ++at) {
    settled.try_emplace(at, file.blocks.at(at));
  }
  write(name, offset, bytes);
  file.settled = std::move(settled);
}

void MemoryDisk::settle(const std::string& name) {
  Contents& file = files_.at(name);
  file.settled.clear();
  file.name_settled = true;
  file.before.reset();
}

void MemoryDisk::settle_all() {
  for (const auto& [name, contents] : files_) settle(name);
}

std::optional<std::uint64_t> MemoryDisk::note(const std::string& name) const {
  const auto found = notes_.find(name);
  if (found == notes_.end()) return std::nullopt;
  return found->second.since.empty() ? found->second.settled : std::optional(found->second.since.back());
}

std::vector<std::string> MemoryDisk::note_names() const {
  std::vector<std::string> names;
  for (const auto& [name, history] : notes_) names.push_back(name);
  return names;
}

void MemoryDisk::lose_power(const Choose& choose) {
  for (auto file = files_.begin(); file != files_.end();) {
    file = survives(file->second, choose) ? std::next(file) : files_.erase(file);
  }
  for (auto& [name, history] : notes_) {
    const std::uint64_t kept = choose(history.since.size() + 1);
    if (kept > 0) history.settled = history.since[kept - 1];
    history.since.clear();
  }
}

// A file whose name isn't settled may be gone, or what it replaced may be back, or it is there up to any length.
bool MemoryDisk::survives(Contents& file, const Choose& choose) {
  lose_blocks(file, choose);
  if (!file.name_settled && choose(2) == 0) {
    if (!file.before) return false;
    file = Contents(*file.before);
  } else if (!file.name_settled && choose(2) == 0) {
    const std::uint64_t blocks = choose(file.blocks.size() + 1);
    file.blocks.resize(blocks);
    file.size = std::min(file.size, blocks * block);
  }
  file.settled.clear();
  file.name_settled = true;
  file.before.reset();
  return true;
}

// All of what isn't settled, none, or any blocks or sectors of it.
void MemoryDisk::lose_blocks(Contents& file, const Choose& choose) {
  enum class Lost : std::uint8_t { all, none, some_blocks, some_sectors };
  constexpr std::uint64_t ways = 4;
  if (file.settled.empty()) return;
  const auto lost = static_cast<Lost>(choose(ways));
  if (lost == Lost::none) return;
  for (const auto& [at, settled] : file.settled) {
    if (lost == Lost::all || (lost == Lost::some_blocks && choose(2) == 0)) {
      file.blocks[at] = settled;
    } else if (lost == Lost::some_sectors) {
      auto mixed = std::make_shared<Block>(*file.blocks[at]);
      for (std::size_t sector = 0; sector < block; sector += sector_bytes) {
        if (choose(2) == 0) continue;
        if (settled) std::memcpy(mixed->data() + sector, settled->data() + sector, sector_bytes);
        else std::memset(mixed->data() + sector, 0, sector_bytes);
      }
      file.blocks[at] = std::move(mixed);
    }
  }
}

}  // namespace doorbuster::support
