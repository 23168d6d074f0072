// Opening, looking at, extending and ending sales, through the API.
#pragma once

#include <string>

#include "app/client/api_client.hpp"
#include "app/operate/sale_terms.hpp"

namespace doorbuster::app {

// Each prints the sale as it is then, as a table or as the server's JSON.
[[nodiscard]] Outcome<void> create_sale(ApiClient& server, const SaleWish& wish, bool as_json);
[[nodiscard]] Outcome<void> show_sale(ApiClient& server, const std::string& sale, bool as_json);

// All of the merchant's, however many pages they take; as JSON a sale a line.
[[nodiscard]] Outcome<void> list_sales(ApiClient& server, bool as_json);

// One of the two is to be there, and the other empty.
struct Extension {
  std::string by;     // a length of time, from the sale's end, or from now if that is past
  std::string until;  // a time
};
[[nodiscard]] Outcome<void> extend_sale(ApiClient& server, const std::string& sale, const Extension& wish,
                                        bool as_json);
[[nodiscard]] Outcome<void> end_sale(ApiClient& server, const std::string& sale, bool as_json);

}  // namespace doorbuster::app
