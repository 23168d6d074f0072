// The twin: the same rules as the state machine's, told once more in the plainest way, to check the real one against.
// It shares the public shapes (commands, events, answers) and nothing else: standard containers, a rule a function,
// sums in 128 bits, and no thought for speed beyond what a random test of a million commands needs.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "inventory/inventory.hpp"
#include "tests/inventory/twin/outcome.hpp"

namespace doorbuster::inventory::twin {

// Refusals that say what became of an order or a key: they wait until that can't be taken back.
inline const std::set<Reason> of_orders_and_keys{Reason::key_reused, Reason::order_in_flight, Reason::already_paid,
                                                 Reason::hold_expired, Reason::wrong_status};

class Twin {
 public:
  // `now` never goes back from call to call, in all of these.
  [[nodiscard]] Outcome execute(const Command& command, Instant now);
  [[nodiscard]] Answer ask(const Query& query, Instant now);
  [[nodiscard]] std::vector<Event> sweep(Instant now);

  [[nodiscard]] Fingerprint fingerprint() const;
  // Every running total that differs from what the orders add up to, in a sentence each: a fault of the twin's own.
  [[nodiscard]] std::vector<std::string> miscounts() const;

 private:
  struct Units {
    Quantity held = 0;
    Quantity sold = 0;
    friend bool operator==(const Units&, const Units&) = default;
  };
  struct Sku {
    std::string name;
    Quantity received = 0;
    Units units;
    [[nodiscard]] Quantity available() const { return received - units.held - units.sold; }
  };
  struct Sale {
    SaleTerms terms;
    std::map<SkuId, Units> units;
    std::size_t made = 0;  // after how many others
    Money gmv = 0;
    std::array<std::uint64_t, order_statuses> orders{};
  };
  // Whose an order is: an id, or, once that is forgotten, the number of the first order.
  struct Person {
    BuyerId id;
    OrderNumber first;
    friend auto operator<=>(const Person&, const Person&) = default;
  };
  struct Order {
    MerchantId merchant;
    Position record;
    Instant created_at;
    OrderHeld held;  // as accepted
    OrderStatus status = OrderStatus::held;
    std::optional<PaymentId> payment;
    std::set<PaymentId> refunds;
    OrderNumber first_of_forgotten;
    [[nodiscard]] Person person() const { return {held.buyer, first_of_forgotten}; }
  };
  struct StockKey {
    BodyDigest body;
    MerchantId merchant;
    SkuId sku;
    Position record;
  };
  using SkuKey = std::pair<MerchantId, SkuId>;
  using SaleKey = std::pair<MerchantId, SaleId>;
  using BuyerKey = std::tuple<MerchantId, SaleId, SkuId, Person>;

  // twin_stock.cpp, twin_sales.cpp, twin_orders.cpp, twin_payments.cpp, twin_buyers.cpp: one for each command.
  Answer meet(const PutSku& asked);
  Answer meet(const AdjustStock& asked);
  Answer meet(const PutSale& asked);
  Answer meet(const PlaceOrder& asked);
  Answer meet(const PayOrder& asked);
  Answer meet(const CancelOrder& asked);
  Answer meet(const ForgetBuyer& asked);

  // twin_orders.cpp
  static WantedLines merged(const WantedLines& lines);
  std::optional<Rejection> not_in_sale(const Sale& sale, const WantedLines& lines) const;
  std::optional<Rejection> not_open(const Sale& sale) const;
  std::optional<OrderNumber> held_by(const PlaceOrder& asked) const;
  OrderLines priced(const Sale& sale, const WantedLines& lines) const;
  // The buyer's limit, then quota and stock: for a new order as for one reclaimed.
  std::optional<Rejection> not_to_be_had(MerchantId merchant, const Sale& sale, const Person& buyer,
                                         const OrderLines& lines) const;

  // twin_payments.cpp
  Answer pay_held(Order& order, const PayOrder& asked);
  Answer pay_late(Order& order, const PayOrder& asked);
  Answer refund(Order& order, const PayOrder& asked, const Rejection& rejection);
  void expire_if_due(Order& order);
  bool gmv_would_overflow(const Order& order) const;

  // twin_tables.cpp
  Order* find_order(MerchantId merchant, OrderNumber number);
  const Sale& sale_of(const Order& order) const;
  // Every move of an order: its status, and its units wherever they are counted.
  void count_units(const Order& order, Quantity Units::*kind, int sign);
  void move(Order& order, OrderStatus to);
  void record(MerchantId merchant, Fact fact);

  // twin_answers.cpp
  Answer tell(Met met, decltype(Answer::body) body) const;
  Answer refuse(const Rejection& rejection) const;
  SkuView view(const SkuKey& key) const;
  SaleView view(const SaleKey& key) const;
  OrderView view(const Order& order) const;
  Answer read(const ReadSku& asked);
  Answer read(const ReadSale& asked);
  Answer read(const ReadOrder& asked);
  Answer read(const ListOrders& asked);

  // twin_sale_listings.cpp
  std::vector<SaleKey> sales_of(MerchantId merchant) const;
  WatchedSale watched(const SaleKey& key, std::size_t items_max) const;
  Answer read(const ListSales& asked);
  Answer read(const WatchSales& asked);

  std::map<SkuKey, Sku> skus_;
  std::map<SaleKey, Sale> sales_;
  std::map<OrderNumber, Order> orders_;
  std::set<OrderNumber> held_orders_;
  std::map<KeyDigest, OrderNumber> order_keys_;
  std::map<KeyDigest, StockKey> stock_keys_;
  std::map<BuyerKey, Quantity> buyer_units_;
  Position position_;

  Instant now_;                 // of the call under way
  std::vector<Event> events_;   // recorded by the call under way
};

// Sums that can't wrap: 128 bits hold every sum and product that a command can ask for.
__extension__ using Wide = __int128;

[[nodiscard]] Rejection because(Reason reason, const std::optional<SkuId>& sku = {});
[[nodiscard]] const SaleItemTerms* find_item(const SaleTerms& terms, const SkuId& sku);

}  // namespace doorbuster::inventory::twin
