// Creating, listing and revoking API keys.
#include "app/keys/keys_actions.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "app/console.hpp"
#include "app/keys/key_file_storage.hpp"
#include "app/report.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* reload_hint = "A running server takes this in on SIGHUP.";

ExitCode refuse(std::string_view sentence) {
  complain(sentence);
  return ExitCode::configuration;
}

bool is_label(std::string_view text) {
  return text.size() <= label_bytes_max &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool has_id(const KeyFile& file, std::string_view id) {
  return std::ranges::any_of(file.keys, [&](const KeyEntry& entry) { return entry.key.id == id; });
}

std::string time_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

// The entry of a key whose id no other has; nothing if libcrypto fails.
std::optional<net::NewKey> add_key(KeyFile& file, const KeyWish& wish, inventory::MerchantId merchant) {
  auto key = net::make_key();
  while (key && has_id(file, key->id)) key = net::make_key();
  if (!key) return std::nullopt;
  net::AccessKey known{.id = key->id, .merchant = merchant, .role = wish.role};
  if (wish.kind == net::KeyKind::signing) {
    known.signing_secret = key->secret;
  } else if (const auto digest = net::Sha256().digest(key->secret)) {
    known.secret = *digest;
  } else {
    return std::nullopt;
  }
  file.keys.push_back(
      {.key = std::move(known), .merchant = wish.merchant, .created_at = time_now(), .label = wish.label});
  return key;
}

void say_created(const KeyWish& wish, bool new_merchant, inventory::MerchantId merchant) {
  if (new_merchant) {
    fmt::print(stderr, "{} is a new merchant, number {}{}.\n", wish.merchant, merchant.value,
               merchant.value == 0 ? ": whatever the server holds from a time without keys is theirs" : "");
  }
  fmt::print(stderr, "This is the only time that the key is shown. {}\n", reload_hint);
  if (wish.kind == net::KeyKind::signing) {
    fmt::print(stderr, "It signs requests, and is never sent. The key file has its secret too: keep that file to "
                       "yourself.\n");
  }
}

}  // namespace

ExitCode create_key(const std::string& path, const KeyWish& wish) {
  if (!is_label(wish.label)) {
    return refuse(fmt::format("A label has at most {} bytes, and no control characters.", label_bytes_max));
  }
  auto change = KeyFileChange::begin(path);
  if (!change) return report(change.error());
  if (change->file.keys.size() >= keys_max) return refuse(fmt::format("There are {} keys already.", keys_max));

  const MerchantEntry* known = change->file.merchant(wish.merchant);
  const bool is_new = known == nullptr;
  const auto merchant = is_new ? add_merchant(change->file, wish.merchant)
                               : core::Result<inventory::MerchantId>(known->number);
  if (!merchant) return report(merchant.error());
  const auto key = add_key(change->file, wish, *merchant);
  if (!key) {
    complain("No key could be made: libcrypto has no randomness.");
    return ExitCode::internal_error;
  }
  if (const auto committed = change->commit(); !committed) return report(committed.error());
  fmt::print("{}\n", key->text(wish.kind));
  std::fflush(stdout);
  say_created(wish, is_new, *merchant);
  return ExitCode::ok;
}

ExitCode list_keys(const std::string& path, bool as_json) {
  const auto file = read_key_file(path);
  if (!file) return report(file.error());
  if (as_json) {
    fmt::print("{}", to_json(*file));
    return ExitCode::ok;
  }
  constexpr const char* row = "{:<12} {:<8} {:<10} {:<20} {:>6}  {:<20}  {}\n";
  fmt::print(fmt::runtime(row), "ID", "KIND", "ROLE", "MERCHANT", "NUMBER", "CREATED", "LABEL");
  for (const KeyEntry& entry : file->keys) {
    fmt::print(fmt::runtime(row), entry.key.id, kind_of(entry.key), name_of(entry.key.role), entry.merchant,
               entry.key.merchant.value, entry.created_at, entry.label);
  }
  return ExitCode::ok;
}

ExitCode revoke_key(const std::string& path, const std::string& id) {
  // Which a change would begin.
  if (const auto there = read_key_file(path); !there) return report(there.error());
  auto change = KeyFileChange::begin(path);
  if (!change) return report(change.error());
  const auto revoked = std::erase_if(change->file.keys, [&](const KeyEntry& entry) { return entry.key.id == id; });
  if (revoked == 0) {
    return refuse(fmt::format("There is no key with the id \"{}\"; doorbuster keys list shows all.", id));
  }
  if (const auto committed = change->commit(); !committed) return report(committed.error());
  fmt::print(stderr, "Revoked. {}\n", reload_hint);
  return ExitCode::ok;
}

}  // namespace doorbuster::app
