// The parameters of listings and of the event feed.
#include "net/api/read_queries.hpp"

#include <array>
#include <charconv>

#include "net/http/target.hpp"
#include "net/json/shape_reader.hpp"
#include "net/json/words.hpp"

namespace doorbuster::net {
namespace {

std::optional<std::uint64_t> parse_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// `parameter`'s value, if it has one, into `into`; what is wrong with it otherwise.
std::optional<std::string> read_limit(const QueryParameter& parameter, std::uint32_t max, std::uint32_t& into) {
  if (!parameter.value) return std::nullopt;
  const auto number = parse_number(*parameter.value);
  if (!number || *number < 1 || *number > max) {
    return "`limit` must be a whole number from 1 to " + std::to_string(max) + ".";
  }
  into = static_cast<std::uint32_t>(*number);
  return std::nullopt;
}

template <class Id>
std::optional<std::string> read_id(const QueryParameter& parameter, std::optional<Id>& into) {
  if (!parameter.value) return std::nullopt;
  into = Id::parse(*parameter.value);
  if (into) return std::nullopt;
  return "`" + std::string(parameter.name) + "` " + std::string(ShapeReader::id_rule) + ".";
}

}  // namespace

std::variant<inventory::ListOrders, std::string> read_list_orders(std::string_view query, const core::OrderIds& ids) {
  std::array<QueryParameter, 5> parameters{{{"sale"}, {"buyer"}, {"status"}, {"limit"}, {"after"}}};
  const auto& [sale, buyer, status, limit, after] = parameters;
  inventory::ListOrders list;
  if (auto fault = read_query(query, parameters)) return std::move(*fault);
  if (auto fault = read_id(sale, list.sale)) return std::move(*fault);
  if (auto fault = read_id(buyer, list.buyer)) return std::move(*fault);
  if (status.value) {
    list.status = named<inventory::OrderStatus>(*status.value, order_status_words);
    if (!list.status) return "`status` must be one of held, paid, cancelled, expired.";
  }
  if (auto fault = read_limit(limit, inventory::limits::orders_per_page, list.limit)) return std::move(*fault);
  if (after.value) {
    const auto order = ids.parse(*after.value);
    if (!order) return "`after` must be an order's id, such as the last page's next_after.";
    list.after = *order;
  }
  return list;
}

std::variant<inventory::ListSales, std::string> read_list_sales(std::string_view query) {
  std::array<QueryParameter, 2> parameters{{{"limit"}, {"after"}}};
  const auto& [limit, after] = parameters;
  inventory::ListSales list;
  if (auto fault = read_query(query, parameters)) return std::move(*fault);
  if (auto fault = read_limit(limit, inventory::limits::sales_per_page, list.limit)) return std::move(*fault);
  if (auto fault = read_id(after, list.after)) return std::move(*fault);
  return list;
}

std::variant<FeedRequest, std::string> read_feed_request(std::string_view query,
                                                         std::optional<std::string_view> last_event_id) {
  std::array<QueryParameter, 2> parameters{{{"after"}, {"limit"}}};
  const auto& [after, limit] = parameters;
  FeedRequest feed;
  if (auto fault = read_query(query, parameters)) return std::move(*fault);
  if (after.value) {
    const auto position = parse_number(*after.value);
    if (!position) return "`after` must be a position: a whole number, at least 0.";
    feed.after.value = *position;
  }
  if (auto fault = read_limit(limit, events_per_page_max, feed.limit)) return std::move(*fault);
  if (last_event_id) {
    const auto position = parse_number(*last_event_id);
    if (!position) return "The field Last-Event-ID must be a position: a whole number, at least 0.";
    feed.after.value = *position;
  }
  return feed;
}

}  // namespace doorbuster::net
