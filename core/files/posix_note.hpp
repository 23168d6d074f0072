// A number in a small file of the real disk, written through the page cache and never synced.
#pragma once

#include <string>

#include "core/files/descriptor.hpp"
#include "core/files/file.hpp"

namespace doorbuster::core {

class PosixNote final : public Note {
 public:
  // `directory` outlives it. `path` is for messages. Unless `writable`, set() fails.
  [[nodiscard]] static Result<std::unique_ptr<Note>> open(int directory, const std::string& name, std::string path,
                                                           bool writable);

  PosixNote(int directory, std::string name, std::string path, bool writable, std::optional<std::uint64_t> value);

  [[nodiscard]] std::optional<std::uint64_t> value() const override { return value_; }
  [[nodiscard]] Result<void> set(std::uint64_t value) override;

 private:
  int directory_;
  std::string name_;
  std::string path_;
  bool writable_;
  std::optional<std::uint64_t> value_;
  Descriptor file_;  // from the first set() on
};

}  // namespace doorbuster::core
