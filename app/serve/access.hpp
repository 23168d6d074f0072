// Who may come to a server: its keys, read at the start and again while it runs, and what is said of them.
#pragma once

#include <filesystem>
#include <memory>

#include "app/settings/settings.hpp"
#include "core/core.hpp"
#include "net/net.hpp"

namespace doorbuster::app {

// The keys of one server and, where some of them sign, the nonces that were used.
class ServerKeys {
 public:
  // `settings` outlive it.
  explicit ServerKeys(const Settings& settings) : settings_(settings) {}

  // Reads the file; nothing where the settings name none. If that fails, the keys from before stay.
  [[nodiscard]] core::Result<void> read();
  // The same, and from now on keys may sign. `directory`: that of the data, whose lock this process has.
  [[nodiscard]] core::Result<void> read_and_keep_nonces_in(std::filesystem::path directory);

  // Null where the settings name no file.
  [[nodiscard]] const std::shared_ptr<const net::AccessTable>& table() const { return table_; }
  // Whether some of them sign.
  [[nodiscard]] bool sign() const { return sign_; }

 private:
  [[nodiscard]] core::Result<void> open_nonces();

  const Settings& settings_;
  std::filesystem::path directory_;           // of the nonces; empty: there are none yet
  std::shared_ptr<net::NonceTable> nonces_;   // once a key signs
  std::shared_ptr<const net::AccessTable> table_;
  bool sign_ = false;
};

// The line of the start; a warning besides, where keys would travel for all to read.
void say_access(const Settings& settings, const net::AccessTable* access);

// Where the settings name a key file: puts the keys that it has now in force, and says so once they are. If it can't be
// read, complains, and the old ones stay.
void reload_access(const Settings& settings, ServerKeys& keys, net::Server& server);

}  // namespace doorbuster::app
