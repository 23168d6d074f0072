// Query parameters and fields as queries of the engine and requests of the event feed.
#pragma once

#include <string_view>
#include <variant>

#include "core/core.hpp"
#include "net/api/api.hpp"

namespace doorbuster::net {

// Each gives what was asked for, or a sentence that names the parameter that is wrong.

[[nodiscard]] std::variant<inventory::ListOrders, std::string> read_list_orders(std::string_view query,
                                                                                const core::OrderIds& ids);

[[nodiscard]] std::variant<inventory::ListSales, std::string> read_list_sales(std::string_view query);

// `last_event_id`, where it was sent, goes before the query's `after`.
[[nodiscard]] std::variant<FeedRequest, std::string> read_feed_request(std::string_view query,
                                                                       std::optional<std::string_view> last_event_id);

inline constexpr std::uint32_t events_per_page_max = 1'000;

}  // namespace doorbuster::net
