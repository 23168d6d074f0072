// Rates as text.
#include "net/limits/rate_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace doorbuster::net {
namespace {

struct Unit {
  std::string_view word;
  std::chrono::seconds per;
};
constexpr std::array units{Unit{"s", std::chrono::seconds(1)}, Unit{"min", std::chrono::minutes(1)},
                           Unit{"h", std::chrono::hours(1)}};
constexpr std::string_view burst_word = " burst ";

std::optional<std::uint32_t> parse_count(std::string_view text, std::uint32_t most) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > most) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Rate> parse_rate(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto tokens = parse_count(text.substr(0, slash), Rate::tokens_max);
  text.remove_prefix(slash + 1);
  const auto space = text.find(' ');
  const auto unit = std::ranges::find(units, text.substr(0, space), &Unit::word);
  if (!tokens || unit == units.end()) return std::nullopt;
  if (space == std::string_view::npos) return Rate{*tokens, unit->per, *tokens};
  text.remove_prefix(space);
  if (!text.starts_with(burst_word)) return std::nullopt;
  const auto burst = parse_count(text.substr(burst_word.size()), Rate::burst_max);
  if (!burst) return std::nullopt;
  return Rate{*tokens, unit->per, *burst};
}

std::string to_text(const Rate& rate) {
  const auto unit = std::ranges::find(units, rate.per, &Unit::per);
  assert(unit != units.end());
  std::string text = std::to_string(rate.tokens) + "/";
  return text.append(unit->word).append(burst_word) + std::to_string(rate.burst);
}

}  // namespace doorbuster::net
