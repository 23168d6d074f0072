// Bodies as commands: which members each has, and what must hold between them.
#pragma once

#include <string>
#include <string_view>

#include "core/core.hpp"
#include "net/api/caller.hpp"
#include "net/json/shape_reader.hpp"

namespace doorbuster::net {

// Fills in commands from the elements of a document. One for each thread: it has scratch space. Each function fills in
// all of its command but what stands in the request's head, and says true; or false, with fault() telling why.
class CommandReader {
 public:
  explicit CommandReader(const core::Digests& digests) : digests_(digests) {}

  [[nodiscard]] const std::string& fault() const { return shape_.fault(); }

  using Element = simdjson::dom::element;
  // `command.sku` is set.
  [[nodiscard]] bool put_sku(Element body, inventory::PutSku& command);
  // `command.merchant` and `command.sku` are set; `key` is the idempotency key.
  [[nodiscard]] bool adjust_stock(Element body, std::string_view key, inventory::AdjustStock& command);
  // `command.terms.sale` is set: the body's own must be equal.
  [[nodiscard]] bool put_sale(Element body, inventory::PutSale& command);
  // `command.merchant` is set.
  [[nodiscard]] bool place_order(Element body, std::string_view key, inventory::PlaceOrder& command);
  [[nodiscard]] bool pay_order(Element body, inventory::PayOrder& command);
  [[nodiscard]] bool empty_object(Element body);

  // The envelope of a batch.
  [[nodiscard]] bool batch(Element body, simdjson::dom::array& entries);
  // Entry number `index`, whose `key` has been read already.
  [[nodiscard]] bool batch_entry(Element entry, std::size_t index, std::string_view key,
                                 inventory::PlaceOrder& command);

 private:
  bool order_members(const Where& where, std::span<const Member, 3> members, std::string_view key,
                     inventory::PlaceOrder& command);
  bool order_line(Element from, const Where& where, inventory::WantedLine& line);
  bool sale_items(Element from, const Where& where, std::vector<inventory::SaleItemTerms>& items);
  bool sale_item(Element from, const Where& where, inventory::SaleItemTerms& item);
  bool quantity_bound(const Member& member, const Where& where, std::int64_t min,
                      std::optional<inventory::Quantity>& into);

  const core::Digests& digests_;
  ShapeReader shape_;
  std::string content_;
};

inline constexpr std::int64_t batch_orders_max = 8192;

}  // namespace doorbuster::net
