// What several commands tell of an answer in the same way.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "app/client/api_client.hpp"

namespace doorbuster::app {

// Prints an answer that is an object: as it came, or by `print`.
[[nodiscard]] Outcome<void> tell(const Outcome<ApiAnswer>& answer, bool as_json,
                                 void (*print)(const boost::json::object&));

// How a sale stands by this machine's clock: "running, ends in 2 h 5 min", "scheduled, starts in 3 d", "ended".
[[nodiscard]] std::string standing_of(const boost::json::object& sale);

// How many of a sale's orders have a status: "held", "paid", "cancelled" or "expired".
[[nodiscard]] std::int64_t orders_in(const boost::json::object& sale, std::string_view status);

}  // namespace doorbuster::app
