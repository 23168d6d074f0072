// Of sales, and of answers as a whole.
#include "app/operate/answer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "net/net.hpp"

namespace doorbuster::app {

Outcome<void> tell(const Outcome<ApiAnswer>& answer, bool as_json, void (*print)(const boost::json::object&)) {
  if (!answer) return answer.error();
  if (as_json) {
    fmt::print("{}\n", answer->body);
  } else if (answer->json.is_object()) {
    print(answer->json.get_object());
  }
  return {};
}

std::string standing_of(const boost::json::object& sale) {
  const std::string status = text_of(sale, "status");
  const bool running = status == "running";
  const auto next = net::parse_rfc3339(text_of(sale, running ? "ends_at" : "starts_at"));
  if (status == "ended" || !next) return status;
  const auto left = std::chrono::seconds(std::max<std::int64_t>(0, (next->ms - time_now().ms) / 1000));
  return fmt::format("{}, {} in {}", status, running ? "ends" : "starts", in_words(left));
}

std::int64_t orders_in(const boost::json::object& sale, std::string_view status) {
  const auto* orders = sale.if_contains("orders");
  return orders != nullptr && orders->is_object() ? number_of(orders->get_object(), status) : 0;
}

}  // namespace doorbuster::app
