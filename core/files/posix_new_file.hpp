// A file of the real disk that is written once, from its start on, through the page cache.
#pragma once

#include <string>

#include "core/files/descriptor.hpp"
#include "core/files/file.hpp"

namespace doorbuster::core {

class PosixNewFile final : public NewFile {
 public:
  // `file` is empty and open for writing. `directory` outlives it. `path` is for messages.
  PosixNewFile(Descriptor file, int directory, std::string path);

  [[nodiscard]] Result<void> append(std::span<const std::byte> bytes) override;
  [[nodiscard]] Result<void> finish() override;

 private:
  [[nodiscard]] Result<void> sync();

  Descriptor file_;
  int directory_;
  std::string path_;
  std::uint64_t bytes_ = 0;
  std::uint64_t synced_ = 0;
};

}  // namespace doorbuster::core
