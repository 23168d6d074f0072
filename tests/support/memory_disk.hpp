// A disk in memory: what is on it survives crashes of those who use it. Copies are cheap (blocks are shared until
// written), so that a test can try the same disk a thousand ways.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/core.hpp"

namespace doorbuster::support {

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

  // Notes are no files: they have names of their own.
  [[nodiscard]] std::optional<std::uint64_t> note(const std::string& name) const;
  void set_note(const std::string& name, std::uint64_t value) { notes_[name] = value; }
  void forget_note(const std::string& name) { notes_.erase(name); }

 private:
  using Block = std::array<std::byte, core::block_bytes>;
  struct Contents {
    std::uint64_t size = 0;
    std::vector<std::shared_ptr<const Block>> blocks;  // null: zeros
  };
  std::map<std::string, Contents> files_;
  std::map<std::string, std::uint64_t> notes_;
};

}  // namespace doorbuster::support
