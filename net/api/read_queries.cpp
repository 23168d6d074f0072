// The parameters of listings and of the event feed.
#include "net/api/read_queries.hpp"

#include <algorithm>
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

std::string one_of_event_types() {
  std::string sentence = "one or several, with commas between, of ";
  for (const std::string_view type : event_type_words) sentence.append(type).append(", ");
  sentence.replace(sentence.size() - 2, 2, ".");
  return sentence;
}

// "order_held,order_paid" into `into`.
std::optional<std::string> read_event_types(const QueryParameter& parameter, EventFilter& into) {
  if (!parameter.value) return std::nullopt;
  std::string_view rest = *parameter.value;
  for (bool more = true; more;) {
    const std::string_view type = rest.substr(0, rest.find(','));
    more = type.size() < rest.size();
    rest.remove_prefix(type.size() + (more ? 1 : 0));
    const auto known = std::ranges::find(event_type_words, type);
    if (known == event_type_words.end()) return "`" + std::string(parameter.name) + "` must be " + one_of_event_types();
    into.types.set(static_cast<std::size_t>(known - event_type_words.begin()));
  }
  return std::nullopt;
}

// Where a reader of the feed begins.
std::optional<std::string> read_after(const QueryParameter& parameter, FeedRequest& feed) {
  if (!parameter.value) return std::nullopt;
  feed.from_latest = *parameter.value == "latest";
  const auto position = feed.from_latest ? 0 : parse_number(*parameter.value);
  if (!position) return "`after` must be a position, a whole number, at least 0; or `latest`.";
  feed.after.value = *position;
  return std::nullopt;
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
  std::array<QueryParameter, 4> parameters{
      {{"after"}, {"limit"}, {.name = "type", .value = {}, .repeatable = true}, {"sale"}}};
  const auto& [after, limit, type, sale] = parameters;
  FeedRequest feed;
  if (auto fault = read_query(query, parameters)) return std::move(*fault);
  if (auto fault = read_after(after, feed)) return std::move(*fault);
  if (auto fault = read_event_types(type, feed.filter)) return std::move(*fault);
  if (auto fault = read_id(sale, feed.filter.sale)) return std::move(*fault);
  if (auto fault = read_limit(limit, events_per_page_max, feed.limit)) return std::move(*fault);
  if (last_event_id) {
    const auto position = parse_number(*last_event_id);
    if (!position) return "The field Last-Event-ID must be a position: a whole number, at least 0.";
    feed.after.value = *position;
    feed.from_latest = false;
  }
  return feed;
}

}  // namespace doorbuster::net
