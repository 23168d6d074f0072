// doorbuster keys create|list|revoke: what is said on the command line.
#include <map>
#include <memory>
#include <string>

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/keys/keys_actions.hpp"
#include "app/settings/setting_flags.hpp"
#include "app/settings/settings_sources.hpp"
#include "app/word_choice.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* create_footer =
    R"(Adds a key to the file and prints it, once and alone on stdout: key=$(doorbuster keys create ...) takes it.
The file keeps the SHA-256 of its secret only. It is made if it isn't there, for its owner alone (mode 0600).

With --signing the key signs requests instead of being sent with them, so that who overhears one can neither use the
key, nor change the request, nor send it again. Such a key begins with dbs_, and the file keeps its secret itself.
docs/signatures.md says how a request is signed; the commands that ask a server sign with it by themselves.

A key belongs to one merchant, whose SKUs, sales and orders it reaches. A merchant comes to be with a first key and has
a number for ever; the first one of all, number 0, has whatever the server holds from a time without keys.

  storefront  places, pays and cancels orders, and reads
  operator    everything
  monitor     reads, and looks at /metrics

Send a running server SIGHUP, and it takes the new key.

Examples:
  doorbuster keys create --keys keys.toml --merchant acme --role operator
  doorbuster keys create --keys keys.toml --merchant acme --role storefront --label 'checkout, blue'
  doorbuster keys create --keys keys.toml --merchant acme --role storefront --signing
  curl -H "Authorization: Bearer $key" http://127.0.0.1:8080/v1/orders)";

constexpr const char* list_footer =
    R"(Shows every key's id, kind, role, merchant, the merchant's number, when it was made, and its label.
Never its secret.)";

constexpr const char* revoke_footer =
    R"(Takes the key out of the file. Send a running server SIGHUP: from then on the key is unknown to it, and event
streams that were opened with it end. The merchant keeps its number and all that is its own.)";

struct KeysFlags {
  FlagValues settings;
  std::string config_path;
  KeyWish wish;
  std::string id;
  bool as_json = false;
};

// Where the key file is: as the server would find it.
template <class Run>
ExitCode with_file(const KeysFlags& flags, Run&& run) {
  const auto resolved = resolve_settings(
      {.flags = flags.settings, .environment = process_environment(), .config_path = flags.config_path});
  for (const std::string& error : resolved.errors) complain(error);
  if (!resolved.errors.empty()) return ExitCode::configuration;
  if (resolved.settings.keys.empty()) {
    complain("which key file? Name it with --keys FILE, DOORBUSTER_KEYS, or `keys` in the configuration file.");
    return ExitCode::configuration;
  }
  return run(resolved.settings.keys);
}

CLI::App* add_subcommand(CLI::App& keys, const char* name, const char* help, const char* footer, KeysFlags& flags) {
  CLI::App* command = keys.add_subcommand(name, help);
  command->footer(footer);
  command->add_option("--config", flags.config_path, "Find the file by this configuration")->type_name("FILE");
  add_setting_flag(*command, setting_named("keys"), flags.settings);
  return command;
}

void add_create(CLI::App& keys, Action& chosen) {
  const auto flags = std::make_shared<KeysFlags>();
  CLI::App* command = add_subcommand(keys, "create", "Make a key, and print it this once", create_footer, *flags);
  std::map<std::string, net::Role> roles;
  for (const net::RoleName& role : net::role_names) roles.emplace(role.name, role.role);
  command->add_option("--merchant", flags->wish.merchant, "Whose it is; new merchants come to be so")
      ->required()
      ->type_name("NAME");
  command->add_option("--role", flags->wish.role, "storefront, operator or monitor")
      ->required()
      ->type_name("ROLE")
      ->transform(one_of(roles));
  command->add_option("--label", flags->wish.label, "What it is for, for people")->type_name("TEXT");
  command->add_flag_callback(
      "--signing", [flags] { flags->wish.kind = net::KeyKind::signing; },
      "A key that signs requests, and is never sent itself");
  when_chosen(*command, chosen, [flags] {
    return with_file(*flags, [&](const auto& path) { return create_key(path, flags->wish); });
  });
}

void add_list(CLI::App& keys, Action& chosen) {
  const auto flags = std::make_shared<KeysFlags>();
  CLI::App* command = add_subcommand(keys, "list", "Show the keys, without secrets", list_footer, *flags);
  command->add_flag("--json", flags->as_json, "For other programs");
  when_chosen(*command, chosen, [flags] {
    return with_file(*flags, [&](const auto& path) { return list_keys(path, flags->as_json); });
  });
}

void add_revoke(CLI::App& keys, Action& chosen) {
  const auto flags = std::make_shared<KeysFlags>();
  CLI::App* command = add_subcommand(keys, "revoke", "Take a key away", revoke_footer, *flags);
  command->add_option("ID", flags->id, "The key's id: what stands between dbk_ or dbs_ and the next _")
      ->required()
      ->type_name("");
  when_chosen(*command, chosen, [flags] {
    return with_file(*flags, [&](const auto& path) { return revoke_key(path, flags->id); });
  });
}

}  // namespace

void add_keys_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("keys", "Make, list and revoke API keys");
  command->require_subcommand(1);
  add_create(*command, chosen);
  add_list(*command, chosen);
  add_revoke(*command, chosen);
}

}  // namespace doorbuster::app
