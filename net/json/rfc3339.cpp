// Reading and writing RFC 3339, on the proleptic Gregorian calendar of <chrono>.
#include "net/json/rfc3339.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

namespace doorbuster::net {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

// Takes a text apart from its front; once something doesn't fit, it stays failed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!at_digit()) return fail();
      number = number * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return number;
  }

  // One of the characters of `which`: the one that stands there, 0 if none does.
  char one_of(std::string_view which) {
    if (rest_.empty() || which.find(rest_.front()) == std::string_view::npos) return static_cast<char>(fail());
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }

  [[nodiscard]] bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  [[nodiscard]] bool at(char c) const { return !rest_.empty() && rest_.front() == c; }
  [[nodiscard]] bool finished() const { return !failed_ && rest_.empty(); }

 private:
  int fail() {
    failed_ = true;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

// ".1234" -> 123; at least one digit.
std::int64_t scan_fraction_ms(Scanner& scan) {
  scan.one_of(".");
  std::int64_t ms = scan.digits(1) * 100;
  for (std::int64_t unit = 10; scan.at_digit(); unit /= 10) ms += scan.digits(1) * unit;
  return ms;
}

// How far the local time is ahead of UTC; nothing if there is no such offset.
std::optional<std::int64_t> scan_offset_ms(Scanner& scan) {
  const char sign = scan.one_of("Zz+-");
  if (sign == 'Z' || sign == 'z') return 0;
  const int hours = scan.digits(2);
  scan.one_of(":");
  const int minutes = scan.digits(2);
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t ms = (hours * 60 + minutes) * std::int64_t{60'000};
  return sign == '-' ? -ms : ms;
}

void put_digits(char* at, int number, int count) {
  for (int i = count - 1; i >= 0; --i, number /= 10) at[i] = static_cast<char>('0' + number % 10);
}

// The date of a day since 1970, with the hyphens. Of the days of a sale and of its holds each is made once a thread.
constexpr std::size_t date_bytes = 10;
using DateText = std::array<char, date_bytes>;

const DateText& date_of(std::int64_t day) {
  struct Known {
    std::int64_t day = -1;
    DateText text;
  };
  thread_local std::array<Known, 16> known;
  Known& here = known[static_cast<std::size_t>(day) % known.size()];
  if (here.day != day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    here.text.fill('-');
    put_digits(here.text.data(), static_cast<int>(date.year()), 4);
    put_digits(here.text.data() + 5, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    put_digits(here.text.data() + 8, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    here.day = day;
  }
  return here.text;
}

}  // namespace

std::optional<inventory::Instant> parse_rfc3339(std::string_view text) {
  Scanner scan(text);
  const int year = scan.digits(4);
  scan.one_of("-");
  const int month = scan.digits(2);
  scan.one_of("-");
  const int day = scan.digits(2);
  scan.one_of("Tt");
  const int hour = scan.digits(2);
  scan.one_of(":");
  const int minute = scan.digits(2);
  scan.one_of(":");
  const int second = scan.digits(2);
  const std::int64_t fraction_ms = scan.at('.') ? scan_fraction_ms(scan) : 0;
  const auto offset_ms = scan_offset_ms(scan);
  if (!scan.finished() || !offset_ms) return std::nullopt;

  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  const std::int64_t seconds = (hour * 60 + minute) * 60 + second;
  const inventory::Instant at{days * ms_per_day + seconds * 1000 + fraction_ms - *offset_ms};
  if (at < earliest_instant || at > latest_instant) return std::nullopt;
  return at;
}

void append_rfc3339(std::string& out, inventory::Instant at) {
  const std::int64_t ms = std::clamp(at, earliest_instant, latest_instant).ms;
  const auto of_day = static_cast<int>(ms % ms_per_day);
  char text[] = "0000-00-00T00:00:00.000Z";
  std::memcpy(text, date_of(ms / ms_per_day).data(), date_bytes);
  put_digits(text + 11, of_day / 3'600'000, 2);
  put_digits(text + 14, of_day / 60'000 % 60, 2);
  put_digits(text + 17, of_day / 1000 % 60, 2);
  put_digits(text + 20, of_day % 1000, 3);
  out.append(text, sizeof text - 1);
}

}  // namespace doorbuster::net
