// The file of API keys on the disk: read with its permissions looked at, and replaced whole.
#pragma once

#include <string>

#include "app/keys/key_file.hpp"
#include "core/core.hpp"

namespace doorbuster::app {

// Fails, as a configuration that can't be used, if it is not there, open to other users, or not what it must be.
[[nodiscard]] core::Result<KeyFile> read_key_file(const std::string& path);

// The right to change the file: as long as this lives, no other process has it. A lock file beside it, PATH.lock, is
// left behind, empty.
class KeyFileChange {
 public:
  // Waits for others who change it. What the file holds now is in `file`; nothing if it is not there yet.
  [[nodiscard]] static core::Result<KeyFileChange> begin(const std::string& path);
  KeyFileChange(KeyFileChange&& other) noexcept;
  KeyFileChange& operator=(KeyFileChange&&) = delete;
  ~KeyFileChange();

  KeyFile file;

  // Puts `file` in the place of what is there, at once and on stable storage: a reader sees the one or the other.
  [[nodiscard]] core::Result<void> commit();

 private:
  KeyFileChange(std::string path, int lock);

  std::string path_;
  int lock_ = -1;  // owned
};

}  // namespace doorbuster::app
