// A disk in memory: what is on it survives crashes of those who use it, and of what isn't settled yet, a power cut
// takes back what it likes. Copies are cheap (blocks are shared until written), so that a test can try the same disk a
// thousand ways.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/core.hpp"

namespace doorbuster::support {

// What a device writes whole or not at all.
inline constexpr std::size_t sector_bytes = 512;

// A choice: a number from 0 to `sides` - 1.
using Choose = std::function<std::uint64_t(std::uint64_t sides)>;

class MemoryDisk {
 public:
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] bool has(const std::string& name) const { return files_.contains(name); }
  [[nodiscard]] std::uint64_t size(const std::string& name) const { return files_.at(name).size; }

  void create(const std::string& name, std::uint64_t bytes);
  void rename(const std::string& from, const std::string& to);
  void remove(const std::string& name) { files_.erase(name); }
  void resize(const std::string& name, std::uint64_t bytes);

  // Within the file, at any place.
  void read(const std::string& name, std::uint64_t offset, std::span<std::byte> into) const;
  void write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);

  // Until settle(), a power cut may take back the file, and each sector of what is written so.
  void create_unsettled(const std::string& name);
  void write_unsettled(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
  void settle(const std::string& name);
  void settle_all();

  // Notes are no files: they have names of their own, and are never settled.
  [[nodiscard]] std::optional<std::uint64_t> note(const std::string& name) const;
  void set_note(const std::string& name, std::uint64_t value) { notes_[name].since.push_back(value); }
  [[nodiscard]] std::vector<std::string> note_names() const;
  void forget_note(const std::string& name) { notes_.erase(name); }

  // Takes back any part of what is unsettled, and notes to anything that they were since the last time.
  void lose_power(const Choose& choose);

  // Whether a block holds anything.
  [[nodiscard]] bool is_blank(const std::string& name, std::uint64_t offset) const;

  // To the byte; equal contents that were written apart from each other count as different.
  friend bool operator==(const MemoryDisk&, const MemoryDisk&) = default;

 private:
  using Block = std::array<std::byte, core::block_bytes>;
  using SharedBlock = std::shared_ptr<const Block>;  // null: zeros
  struct Contents {
    std::uint64_t size = 0;
    std::vector<SharedBlock> blocks;
    std::map<std::uint64_t, SharedBlock> settled;  // what stands on the device in place of blocks not settled yet
    bool name_settled = true;
    std::shared_ptr<const Contents> before;  // what had the name, while that isn't settled
    friend bool operator==(const Contents&, const Contents&) = default;
  };
  struct NoteHistory {
    std::optional<std::uint64_t> settled;
    std::vector<std::uint64_t> since;
    friend bool operator==(const NoteHistory&, const NoteHistory&) = default;
  };

  [[nodiscard]] static bool survives(Contents& file, const Choose& choose);
  static void lose_blocks(Contents& file, const Choose& choose);

  std::map<std::string, Contents> files_;
  std::map<std::string, NoteHistory> notes_;
};

}  // namespace doorbuster::support
