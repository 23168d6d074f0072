// Rates as text, and the proxies that are believed.
#include "app/settings/rate_settings.hpp"

#include "app/settings/setting_types.hpp"

namespace doorbuster::app {
namespace {

constexpr std::string_view off = "off";
constexpr std::string_view none = "none";

using RateMember = std::optional<net::Rate> net::RateLimitOptions::*;

Setting rate_setting(SettingWords words, RateMember member) {
  return {.name = std::move(words.name),
          .type = SettingType::text,
          .value_name = std::move(words.value_name),
          .range = "off, or N/s, N/min or N/h, alone or with burst N; N 1 to 100000",
          .help = std::move(words.help),
          .assign = [member](Settings& settings, std::string_view text) -> std::optional<std::string> {
            const auto rate = net::parse_rate(text);
            if (!rate && text != off) {
              return fmt::format("\"{}\" is neither off nor a rate, such as 50/s burst 100, with numbers from 1 to {}",
                                 text, net::Rate::tokens_max);
            }
            settings.server.limits.*member = rate;
            return std::nullopt;
          },
          .show = [member](const Settings& settings) {
            const auto& rate = settings.server.limits.*member;
            return rate ? net::to_text(*rate) : std::string(off);
          }};
}

Setting trusted_proxies_setting() {
  return {.name = "trusted-proxies",
          .type = SettingType::text,
          .value_name = "ADDRESSES",
          .range = "none, or addresses and networks with commas between",
          .help = "proxies that are believed for whom a request is, such as 127.0.0.1, 10.0.0.0/8",
          .assign = [](Settings& settings, std::string_view text) -> std::optional<std::string> {
            const auto networks = net::parse_networks(text);
            if (!networks && text != none) {
              return fmt::format("\"{}\" is neither none nor a list of numeric addresses and networks, such as "
                                 "127.0.0.1, 10.0.0.0/8", text);
            }
            settings.server.limits.trusted_proxies = networks.value_or(std::vector<net::Network>());
            return std::nullopt;
          },
          .show = [](const Settings& settings) {
            const auto& networks = settings.server.limits.trusted_proxies;
            return networks.empty() ? std::string(none) : net::to_text(networks);
          }};
}

}  // namespace

void add_rate_limits(std::vector<Setting>& table) {
  using net::ForwardedField;
  using net::RateLimitOptions;
  table.push_back(rate_setting({"limit-per-address", "RATE", "requests of one client address, before 429 rate_limited"},
                               &RateLimitOptions::per_address));
  table.push_back(rate_setting({"limit-per-key", "RATE", "requests with one API key"}, &RateLimitOptions::per_key));
  table.push_back(rate_setting({"limit-per-buyer", "RATE", "orders for one buyer, accepted or not"},
                               &RateLimitOptions::per_buyer));
  table.push_back(trusted_proxies_setting());
  table.push_back(choice_setting<ForwardedField>(
      {"forwarded-field", "FIELD", "the one field in which these proxies say it"},
      {{"x-forwarded-for", ForwardedField::x_forwarded_for}, {"forwarded", ForwardedField::forwarded}},
      [](auto& s) -> auto& { return s.server.limits.forwarded_field; }));
}

}  // namespace doorbuster::app
