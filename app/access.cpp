// Keys from the file into the server.
#include "app/access.hpp"

#include <fmt/format.h>

#include "app/console.hpp"
#include "app/key_file_storage.hpp"

namespace doorbuster::app {
namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string described(const Settings& settings, const net::AccessTable& access) {
  return fmt::format("{} of {}, from {}", counted(access.keys(), "key"), counted(access.merchants(), "merchant"),
                     settings.keys);
}

}  // namespace

core::Result<std::shared_ptr<const net::AccessTable>> load_access(const Settings& settings) {
  if (settings.keys.empty()) return std::shared_ptr<const net::AccessTable>();
  const auto file = read_key_file(settings.keys);
  if (!file) return file.error();
  return file->table();
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

void reload_access(const Settings& settings, net::Server& server) {
  auto access = load_access(settings);
  if (!access) return complain(fmt::format("the keys stay as they were: {}", access.error().message));
  say("access", fmt::format("read again: {}", described(settings, **access)));
  server.change_access(std::move(*access));
}

}  // namespace doorbuster::app
