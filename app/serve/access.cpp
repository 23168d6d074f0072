// Keys from the file into the server.
#include "app/serve/access.hpp"

#include <fmt/format.h>

#include <ctime>
#include <fstream>

#include "app/console.hpp"
#include "app/keys/key_file_storage.hpp"

namespace doorbuster::app {
namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string described(const Settings& settings, const net::AccessTable& access) {
  return fmt::format("{} of {}, from {}", counted(access.keys(), "key"), counted(access.merchants(), "merchant"),
                     settings.keys);
}

// Of the machine's run; empty where that isn't known.
std::string name_of_boot() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string name;
  std::getline(file, name);
  return name;
}

}  // namespace

core::Result<void> ServerKeys::read() {
  if (settings_.keys.empty()) return {};
  const auto file = read_key_file(settings_.keys);
  if (!file) return file.error();
  if (file->signs() && !directory_.empty()) {
    if (auto opened = open_nonces(); !opened) return opened;
  }
  table_ = file->table(nonces_);
  sign_ = file->signs();
  return {};
}

core::Result<void> ServerKeys::read_and_keep_nonces_in(std::filesystem::path directory) {
  directory_ = std::move(directory);
  return read();
}

core::Result<void> ServerKeys::open_nonces() {
  if (nonces_) return {};
  auto opened = net::NonceTable::open(directory_ / net::NonceTable::file_name, std::time(nullptr), name_of_boot());
  if (!opened) return opened.error();
  nonces_ = std::move(*opened);
  return {};
}

void say_access(const Settings& settings, const net::AccessTable* access) {
  if (access == nullptr) return say("access", "no keys: loopback only, everything allowed");
  say("access", described(settings, *access));
  if (!is_loopback(settings.listen) && !settings.server.speaks_tls()) {
    complain(
        "warning: keys and orders travel unprotected over the network, unless something in front does TLS "
        "(or tls_certificate and tls_key are set).");
  }
}

void reload_access(const Settings& settings, ServerKeys& keys, net::Server& server) {
  if (const auto read = keys.read(); !read) {
    return complain(fmt::format("the keys stay as they were: {}", read.error().message));
  }
  server.change_access(keys.table());
  say("access", fmt::format("read again: {}", described(settings, *keys.table())));
}

}  // namespace doorbuster::app
