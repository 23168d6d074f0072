// Renders what tests ask for.
#include "tests/system/requests.hpp"

#include <cstdio>
#include <ctime>

namespace doorbuster::system_tests {

namespace json = boost::json;

std::string from_now(std::chrono::milliseconds offset) {
  const auto instant = std::chrono::system_clock::now() + offset;
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count();
  const std::time_t seconds = ms / 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char day[32];
  std::strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &utc);
  char text[48];
  std::snprintf(text, sizeof text, "%s.%03dZ", day, static_cast<int>(ms % 1000));
  return text;
}

json::object Sale::json() const {
  json::array all;
  for (const auto& item : items) {
    json::object one{{"sku", item.sku}, {"price", item.price}};
    if (item.quota) one["quota"] = *item.quota;
    if (item.per_buyer_limit) one["per_buyer_limit"] = *item.per_buyer_limit;
    all.push_back(std::move(one));
  }
  return {{"name", name},           {"currency", currency},         {"starts_at", starts_at},
          {"ends_at", ends_at},     {"hold_seconds", hold_seconds}, {"late_payment", late_payment},
          {"items", std::move(all)}, {"one_order_in_flight", one_order_in_flight}};
}

json::object Order::json() const {
  json::array all;
  for (const auto& line : lines) all.push_back(json::object{{"sku", line.sku}, {"qty", line.qty}});
  return {{"sale", sale}, {"buyer", buyer}, {"items", std::move(all)}};
}

}  // namespace doorbuster::system_tests
