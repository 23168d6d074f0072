// The rendering, member by member.
#include "loadtest/contract/order_text.hpp"

#include <array>
#include <chrono>

namespace doorbuster::loadtest {
namespace {

bool take_line(TextCursor& cursor, LineText& line) {
  return cursor.take(R"({"sku":")") && cursor.take_string(line.sku) && cursor.take(R"(,"qty":)") &&
         cursor.take_number(line.qty) && cursor.take(R"(,"unit_price":)") && cursor.take_number(line.unit_price) &&
         cursor.take("}");
}

bool take_lines(TextCursor& cursor, OrderText& order) {
  order.lines.clear();
  do {
    if (!take_line(cursor, order.lines.emplace_back())) return false;
  } while (cursor.take(","));
  return cursor.take("]");
}

}  // namespace

bool take_order(TextCursor& cursor, OrderText& order) {
  std::string_view hold_expires_at;
  return cursor.take(R"({"order":")") && cursor.take_string(order.order) && cursor.take(R"(,"sale":")") &&
         cursor.take_string(order.sale) && cursor.take(R"(,"buyer":")") && cursor.take_string(order.buyer) &&
         cursor.take(R"(,"status":")") && cursor.take_string(order.status) && cursor.take(R"(,"items":[)") &&
         take_lines(cursor, order) && cursor.take(R"(,"total":)") && cursor.take_number(order.total) &&
         cursor.take(R"(,"currency":")") && cursor.take_string(order.currency) &&
         cursor.take(R"(,"created_at":")") && cursor.take_string(order.created_at) &&
         cursor.take(R"(,"hold_expires_at":")") && cursor.take_string(hold_expires_at) && cursor.take("}");
}

std::optional<std::int64_t> read_time(std::string_view text) {
  using namespace std::chrono;
  constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dddZ";
  if (text.size() != form.size()) return std::nullopt;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !is_digit : text[i] != form[i]) return std::nullopt;
  }
  const auto number = [text](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char digit : text.substr(at, digits)) value = value * 10 + (digit - '0');
    return value;
  };
  const year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                            day(static_cast<unsigned>(number(8, 2))));
  const int hour_of_day = number(11, 2), minute_of_hour = number(14, 2), second_of_minute = number(17, 2);
  if (!date.ok() || hour_of_day > 23 || minute_of_hour > 59 || second_of_minute > 59) return std::nullopt;
  const milliseconds since = sys_days(date).time_since_epoch() + hours(hour_of_day) + minutes(minute_of_hour) +
                             seconds(second_of_minute) + milliseconds(number(20, 3));
  return since.count();
}

}  // namespace doorbuster::loadtest
