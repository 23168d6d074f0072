// Reads and writes the file's TOML with toml++, strictly: a key that says something unknown is no key.
#include "app/keys/key_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include "app/files/toml_entry.hpp"

namespace doorbuster::app {
namespace {

constexpr std::int64_t merchant_number_most = std::numeric_limits<std::uint16_t>::max();

constexpr std::string_view file_head =
    "# API keys of a Doorbuster server, made by `doorbuster keys`. Of each secret it has the SHA-256 alone, but of a\n"
    "# signing key the secret itself: who can read this file can sign with it.\n"
    "# A merchant's number stands in the journal: never change it, nor give it to another merchant.\n";

bool is_merchant_name(std::string_view text) { return inventory::is_id(text); }

MerchantEntry read_merchant(const toml::node& node, const KeyFile& so_far) {
  TomlEntry entry(node);
  MerchantEntry merchant;
  merchant.number.value = static_cast<std::uint16_t>(entry.number("number", 0, merchant_number_most));
  merchant.name = entry.text("name");
  entry.finish();
  entry.require(is_merchant_name(merchant.name), "A merchant's name is 1 to 64 of A-Z a-z 0-9 . _ : -");
  for (const MerchantEntry& other : so_far.merchants) {
    entry.require(other.number != merchant.number && other.name != merchant.name,
                  "This merchant's name or number is another one's already.");
  }
  return merchant;
}

// One of the two: what a bearer key is known by, or what a signing key signs with.
void read_secret(TomlEntry& entry, net::AccessKey& key) {
  const std::string digest = entry.optional_text("sha256");
  const std::string secret = entry.optional_text("signing_secret");
  entry.require(digest.empty() != secret.empty(), "A key has either `sha256` or `signing_secret`.");
  if (!secret.empty()) {
    entry.require(net::is_key_secret(secret), "`signing_secret` must be 64 characters of 0-9 a-f.");
    key.signing_secret = secret;
    return;
  }
  const auto parsed = net::digest_from_hex(digest);
  entry.require(parsed.has_value(), "`sha256` must be 64 characters of 0-9 a-f.");
  key.secret = *parsed;
}

KeyEntry read_key(const toml::node& node, const KeyFile& so_far) {
  TomlEntry entry(node);
  KeyEntry key;
  key.key.id = entry.text("id");
  key.merchant = entry.text("merchant");
  key.created_at = entry.text("created_at");
  key.label = entry.optional_text("label");
  const auto role = net::role_named(entry.text("role"));
  read_secret(entry, key.key);
  entry.finish();
  entry.require(net::is_key_id(key.key.id), "A key's id is 10 characters of 0-9 a-f.");
  entry.require(std::ranges::none_of(so_far.keys, [&](const auto& other) { return other.key.id == key.key.id; }),
                "This id is another key's already.");
  entry.require(role.has_value(), "`role` must be storefront, operator or monitor.");
  const MerchantEntry* merchant = so_far.merchant(key.merchant);
  entry.require(merchant != nullptr, "There is no [[merchants]] of this key's `merchant`.");
  key.key.merchant = merchant->number;
  key.key.role = *role;
  return key;
}

KeyFile read(const toml::table& table) {
  for (const auto& [name, node] : table) {
    if (name.str() != "merchants" && name.str() != "keys") {
      throw TomlFault{fmt::format("`{}` is unknown here.", name.str()), node.source()};
    }
  }
  KeyFile file;
  for_each_entry(table, "merchants",
                 [&](const toml::node& node) { file.merchants.push_back(read_merchant(node, file)); });
  for_each_entry(table, "keys", [&](const toml::node& node) {
    if (file.keys.size() == keys_max) {
      throw TomlFault{fmt::format("There are more than {} keys.", keys_max), node.source()};
    }
    file.keys.push_back(read_key(node, file));
  });
  return file;
}

core::Failure invalid(std::string sentence) { return {core::FailureKind::invalid, std::move(sentence)}; }

toml::table table_of(const KeyEntry& entry) {
  toml::table table{{"id", entry.key.id},
                    {"merchant", entry.merchant},
                    {"role", name_of(entry.key.role)},
                    {"created_at", entry.created_at}};
  if (!entry.label.empty()) table.insert("label", entry.label);
  return table;
}

}  // namespace

const MerchantEntry* KeyFile::merchant(std::string_view name) const {
  const auto found = std::ranges::find(merchants, name, &MerchantEntry::name);
  return found == merchants.end() ? nullptr : &*found;
}

bool KeyFile::signs() const {
  return std::ranges::any_of(keys, [](const KeyEntry& entry) { return entry.key.signs(); });
}

std::shared_ptr<const net::AccessTable> KeyFile::table(std::shared_ptr<net::NonceTable> nonces) const {
  std::vector<net::AccessKey> all;
  for (const KeyEntry& entry : keys) all.push_back(entry.key);
  return std::make_shared<const net::AccessTable>(std::move(all), std::move(nonces));
}

std::string_view kind_of(const net::AccessKey& key) { return key.signs() ? "signing" : "bearer"; }

core::Result<inventory::MerchantId> add_merchant(KeyFile& file, std::string_view name) {
  if (!is_merchant_name(name)) {
    return invalid(fmt::format("\"{}\" is no merchant's name: 1 to 64 of A-Z a-z 0-9 . _ : - that begin with a letter "
                               "or digit.", name));
  }
  std::int64_t next = 0;
  for (const MerchantEntry& merchant : file.merchants) next = std::max<std::int64_t>(next, merchant.number.value + 1);
  if (next > merchant_number_most) return invalid("There are as many merchants as there may be.");
  const inventory::MerchantId number{static_cast<std::uint16_t>(next)};
  file.merchants.push_back({number, std::string(name)});
  return number;
}

core::Result<KeyFile> parse_key_file(std::string_view text, const std::string& path) {
  try {
    return read(toml::parse(text, path));
  } catch (const toml::parse_error& error) {
    return invalid(told_with_line(path, error));
  } catch (const TomlFault& fault) {
    return invalid(told_with_line(path, fault));
  }
}

std::string to_toml(const KeyFile& file) {
  std::ostringstream out;
  out << file_head;
  for (const MerchantEntry& merchant : file.merchants) {
    const toml::table table{{"number", static_cast<std::int64_t>(merchant.number.value)}, {"name", merchant.name}};
    out << "\n[[merchants]]\n" << table << '\n';
  }
  for (const KeyEntry& entry : file.keys) {
    toml::table table = table_of(entry);
    if (entry.key.signs()) {
      table.insert("signing_secret", entry.key.signing_secret);
    } else {
      table.insert("sha256", net::to_hex(entry.key.secret));
    }
    out << "\n[[keys]]\n" << table << '\n';
  }
  return out.str();
}

std::string to_json(const KeyFile& file) {
  toml::array all;
  for (const KeyEntry& entry : file.keys) {
    toml::table table = table_of(entry);
    table.insert("kind", kind_of(entry.key));
    table.insert("merchant_number", static_cast<std::int64_t>(entry.key.merchant.value));
    all.push_back(std::move(table));
  }
  std::ostringstream out;
  out << toml::json_formatter{all} << '\n';
  return out.str();
}

}  // namespace doorbuster::app
