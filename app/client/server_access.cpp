// The flags, and the key from where others on the machine can't see it.
#include "app/client/server_access.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string_view>

#include "app/settings/settings_sources.hpp"
#include "net/net.hpp"

namespace doorbuster::app {
namespace {

constexpr std::size_t key_bytes_max = 1'024;
constexpr std::int64_t timeout_seconds_most = 3'600;
constexpr std::string_view white_space = " \t\r\n";

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(white_space) - first + 1));
}

// It goes into a header field, where anything else could become another field; or it signs.
bool is_key(std::string_view text) {
  using enum net::KeyKind;
  if (text.starts_with(net::prefix_of(signing))) return net::parse_key_text(text, signing).has_value();
  return !text.empty() && text.size() <= key_bytes_max &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=") ==
             std::string_view::npos;
}

Fault wrong(std::string sentence) { return {.code = ExitCode::configuration, .sentence = std::move(sentence)}; }

Outcome<std::string> key_in(const std::string& path) {
  std::ifstream file(path);
  if (!file) return wrong(fmt::format("The key file {} can't be read: {}.", path, std::strerror(errno)));
  std::string text(key_bytes_max + 2, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  std::string key = trimmed(text);
  if (!is_key(key)) {
    return wrong(fmt::format("{} does not hold an API key and nothing else. Put into it what doorbuster keys create "
                             "printed.", path));
  }
  return key;
}

Outcome<std::string> key_of(const ServerFlags& flags) {
  if (!flags.key_file.empty()) return key_in(flags.key_file);
  const char* variable = std::getenv(std::string(client_key_variable).c_str());
  if (variable == nullptr || *variable == '\0') return std::string{};
  if (!is_key(variable)) return wrong(fmt::format("{} is not an API key.", client_key_variable));
  return std::string(variable);
}

// Left out where it is no good, as whoever is asked would do with it; and it goes into a header field.
std::string traceparent_given() {
  const char* variable = std::getenv("TRACEPARENT");
  const auto trace = variable != nullptr ? net::parse_traceparent(variable) : std::nullopt;
  return trace ? net::traceparent_text(*trace) : std::string();
}

}  // namespace

void add_server_flags(CLI::App& command, ServerFlags& flags) {
  constexpr const char* group = "The server";
  command
      .add_option("--url", flags.url, fmt::format("Where it is: http:// or https:// [{}]", flags.url))
      ->type_name("URL")
      ->envname(std::string(client_url_variable))
      ->group(group);
  command
      .add_option("--api-key-file", flags.key_file,
                  fmt::format("A file with the API key, where the server has keys [the variable {}]",
                              client_key_variable))
      ->type_name("FILE")
      ->group(group);
  command.add_option("--ca", flags.ca_file, "Authorities to trust for https, in PEM [the system's]")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--timeout", flags.timeout_seconds,
                  fmt::format("For one request, and for all its tries [{}]", flags.timeout_seconds))
      ->type_name("SECONDS")
      ->check(CLI::Range(std::int64_t{1}, timeout_seconds_most).description(""))
      ->group(group);
}

void add_json_flag(CLI::App& command, bool& as_json) {
  command.add_flag("--json", as_json, "Print the server's answer as it is, for other programs");
}

Outcome<ServerAccess> resolve_access(const ServerFlags& flags) {
  ServerAccess access{.url = flags.url, .key = {}, .ca_file = flags.ca_file,
                      .timeout = std::chrono::seconds(flags.timeout_seconds)};
  while (access.url.ends_with('/')) access.url.pop_back();
  if (!access.url.starts_with("http://") && !access.url.starts_with("https://")) {
    return wrong(fmt::format("The URL \"{}\" begins with neither http:// nor https://.", flags.url));
  }
  auto key = key_of(flags);
  if (!key) return key.error();
  access.key = std::move(*key);
  access.traceparent = traceparent_given();
  return access;
}

}  // namespace doorbuster::app
