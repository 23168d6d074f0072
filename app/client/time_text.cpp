// Reading and writing them.
#include "app/client/time_text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "net/net.hpp"

namespace doorbuster::app {
namespace {

struct Unit {
  char letter;
  const char* word;
  std::int64_t seconds;
};
constexpr std::array units{Unit{'d', "d", 86'400}, Unit{'h', "h", 3'600}, Unit{'m', "min", 60}, Unit{'s', "s", 1}};
constexpr std::int64_t length_seconds_max = 10 * 366 * 86'400LL;

std::int64_t seconds_of(char letter) {
  for (const Unit& unit : units) {
    if (unit.letter == letter) return unit.seconds;
  }
  return 0;
}

}  // namespace

std::optional<std::chrono::seconds> parse_length(std::string_view text) {
  std::int64_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || count < 1 || count > length_seconds_max || end - rest > 1) return std::nullopt;
  const std::int64_t unit = rest == end ? 1 : seconds_of(*rest);
  if (unit == 0 || count > length_seconds_max / unit) return std::nullopt;
  return std::chrono::seconds(count * unit);
}

std::optional<inventory::Instant> parse_time(std::string_view text, inventory::Instant now) {
  if (text == "now") return now;
  if (!text.starts_with('+')) return net::parse_rfc3339(text);
  const auto length = parse_length(text.substr(1));
  if (!length) return std::nullopt;
  return inventory::after_seconds(now, length->count());
}

std::string to_rfc3339(inventory::Instant at) {
  std::string text;
  net::append_rfc3339(text, at);
  return text;
}

inventory::Instant time_now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count()};
}

std::string in_words(std::chrono::seconds length) {
  std::int64_t left = length.count();
  std::string text;
  int told = 0;
  for (const Unit& unit : units) {
    const std::int64_t count = left / unit.seconds;
    left %= unit.seconds;
    if (count == 0 && told == 0) continue;
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", count, unit.word);
    if (++told == 2) break;
  }
  return text.empty() ? "0 s" : text;
}

}  // namespace doorbuster::app
