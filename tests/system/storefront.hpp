// The API's operations as calls, over one connection. Each throws NoAnswer where the server gives none at all.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/http_client.hpp"
#include "tests/system/requests.hpp"

namespace doorbuster::system_tests {

using support::Fields;
using support::Reply;

// The connection broke or the time ran out: what became of the request is unknown.
struct NoAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Storefront {
 public:
  explicit Storefront(std::uint16_t port) : http_(port) {}

  Reply send(std::string_view method, std::string_view target, std::string_view body = {}, const Fields& fields = {});
  Reply get(std::string_view target) { return send("GET", target); }

  Reply put_sku(const std::string& sku, const std::string& name = "A lamp");
  Reply adjust_stock(const std::string& sku, std::int64_t delta, const std::string& key);
  Reply put_sale(const std::string& sale, const Sale& terms);
  Reply place(const Order& order, const std::string& key);
  Reply pay(const std::string& order, const std::string& payment, std::int64_t amount);
  Reply cancel(const std::string& order);

  // Of a thing that exists.
  [[nodiscard]] boost::json::value sku(const std::string& sku);
  [[nodiscard]] boost::json::value sale(const std::string& sale);
  [[nodiscard]] boost::json::value order(const std::string& order);

  // All pages of GET /v1/orders, filtered by `query` ("sale=s&status=paid").
  [[nodiscard]] std::vector<boost::json::value> orders(const std::string& query);
  // All events after a position, until the feed has no more.
  [[nodiscard]] std::vector<boost::json::value> events(std::int64_t after = 0);

  [[nodiscard]] support::HttpClient& http() { return http_; }

 private:
  support::HttpClient http_;
};

// The lines of an event page.
[[nodiscard]] std::vector<boost::json::value> lines_of(const Reply& page);

// Members by name, for short tests; they throw where there is no such member.
[[nodiscard]] std::int64_t integer(const boost::json::value& object, std::string_view member);
[[nodiscard]] std::string text(const boost::json::value& object, std::string_view member);
[[nodiscard]] const boost::json::array& list(const boost::json::value& object, std::string_view member);
[[nodiscard]] bool has(const boost::json::value& object, std::string_view member);

}  // namespace doorbuster::system_tests
