// A shop that keeps the contract in the plainest way, in memory, as far as the harness uses it, and that can be told to
// break its word in one way: so that the audit can be shown to see it. Holds of less than a minute end once they are
// over and the sale is read; longer ones never.
#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::loadtest {

enum class Fault : std::uint8_t {
  none,
  loses_an_order,       // one acknowledged order is not listed
  doubles_a_key,        // one order is made twice
  ignores_the_limit,
  oversells,            // sells without looking at the stock
  misstates_gmv,
  misstates_available,  // the SKU's figures don't balance
  changes_an_order,     // one is listed with another quantity
  forgets_keys,         // a known key makes a new order
  lists_nothing,        // does not know the path under which its orders are listed
  holds_for_ever,       // no hold ends by itself
  refuses_too_early,    // says "sold out" while a unit is left
};

struct ShopReply {
  unsigned status = 200;
  std::string body;
  bool replayed = false;
};

// Any thread.
class FakeShop {
 public:
  explicit FakeShop(Fault fault = Fault::none) : fault_(fault) {}

  ShopReply handle(std::string_view method, std::string_view target, std::string_view key, std::string_view body);

 private:
  struct Sku {
    std::int64_t received = 0, held = 0, sold = 0;
  };
  struct Line {
    std::string sku;
    std::int64_t qty = 0;
  };
  struct Order {
    std::string id, key, buyer, status = "held";
    std::vector<Line> lines;
    std::int64_t total = 0;
    bool hidden = false;
    std::chrono::steady_clock::time_point held_until{};
  };

  ShopReply stock(const std::string& sku, std::string_view key, const boost::json::object& body);
  ShopReply open_sale(const std::string& sale, const boost::json::object& body);
  ShopReply read_sale();
  ShopReply place(std::string_view key, const boost::json::object& body);
  ShopReply move(const std::string& id, std::string_view to);
  ShopReply list(std::string_view after);
  std::optional<ShopReply> refuse(const std::string& buyer, const std::vector<Line>& lines);
  Order& add_order(std::string_view key, const std::string& buyer, const std::vector<Line>& lines);
  void end_holds();
  boost::json::object render(const Order& order) const;
  boost::json::object render_sku(const std::string& id) const;

  const Fault fault_;
  std::mutex mutex_;
  std::string sale_;
  std::int64_t hold_seconds_ = 0;
  boost::json::object terms_;
  std::map<std::string, Sku> skus_;
  std::map<std::string, std::int64_t> prices_;
  std::optional<std::int64_t> limit_;
  std::vector<Order> orders_;
  std::map<std::string, std::size_t, std::less<>> keys_;
};

}  // namespace doorbuster::loadtest
