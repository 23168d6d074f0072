// The load's requests as bytes, put together from parts that were rendered once: no formatting and no allocation for an
// order.
#pragma once

#include <string>
#include <vector>

#include "loadtest/contract/order_id.hpp"
#include "loadtest/http/http.hpp"
#include "loadtest/promotion/script.hpp"

namespace doorbuster::loadtest {

// Each appends one request. One a thread; the script outlives it.
class Requests {
 public:
  // `fields` are those of the endpoint.
  Requests(const Script& script, std::string fields);

  // `order` is an index into plan.arrivals. The same bytes at each try.
  void append_place(std::string& out, std::uint32_t order);
  // Pays or cancels, as the arrival intends, the order that was won.
  void append_settle(std::string& out, std::uint32_t order, const OrderId& id);
  // Indexes into plan.stock_changes and plan.reads.
  void append_stock_change(std::string& out, std::uint32_t change) const;
  void append_read(std::string& out, std::uint32_t read) const;

 private:
  void append_body(std::string& out);

  const Script& script_;
  std::string fields_;
  std::string place_head_;              // up to the order's number in its key
  std::string body_head_;               // up to the buyer
  std::vector<std::string> line_heads_; // for each SKU, up to the quantity
  std::string body_;                    // of the request at hand
};

}  // namespace doorbuster::loadtest
