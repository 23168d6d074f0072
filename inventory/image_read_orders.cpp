// What buyers did. Ten million orders have to be back within seconds, so each block's places in the indexes are fetched
// ahead of their use: hashes first, a prefetch for each, then the work.
#include <array>

#include "inventory/hash.hpp"
#include "inventory/image_read.hpp"
#include "inventory/order_entry.hpp"
#include "inventory/order_in_flight.hpp"
#include "inventory/room.hpp"
#include "inventory/stock_moves.hpp"

namespace doorbuster::inventory::image {
namespace {

// Which of the index's places the rows of one block need.
template <class Row>
using Hashes = std::array<std::uint64_t, Row::rows_per_block>;

// How many rows ahead of its use a place is fetched: enough to cover a wait for memory, few enough to be under way at
// once.
constexpr std::size_t look_ahead = 32;

Misfit take_buyer(Tables& tables, const BuyerRow& row, std::uint64_t hash, std::string_view id) {
  const MerchantId merchant{row.merchant};
  if (row.reserved != 0) return has_reserved;
  if (tables.buyers.full()) return too_many::buyers;
  if (id.empty()) {
    tables.buyers.add_forgotten(merchant);
    return std::nullopt;
  }
  if (!is_id(id)) return "a buyer of the image has an id that can't be";
  if (tables.buyers.find(hash, merchant, id)) return "a buyer stands in the image twice";
  tables.buyers.add(hash, merchant, id);
  return std::nullopt;
}

// Enters orders, one after the other, and moves their stock.
class OrderReader {
 public:
  OrderReader(Tables& tables, Position newest) : tables_(tables), newest_(newest) {}

  [[nodiscard]] Misfit take_block(std::span<const OrderRow> rows, Tails tails);
  // Every buyer has come by.
  [[nodiscard]] bool all_buyers_met() const { return buyers_met_ == tables_.buyers.all().size(); }

 private:
  [[nodiscard]] Misfit take(const OrderRow& row, std::uint64_t key_hash, Tails& tails);
  [[nodiscard]] Misfit cant_be(const OrderRow& row);
  [[nodiscard]] Misfit meet_buyer(const OrderRow& row);
  [[nodiscard]] Misfit take_lines(const OrderRow& row, Tails& tails);
  [[nodiscard]] Misfit take_payment(Order& order, std::string_view payment);
  [[nodiscard]] Misfit move_stock(const Order& order);

  Tables& tables_;
  Position newest_;
  std::uint64_t last_record_ = 0;
  std::uint32_t buyers_met_ = 0;
  Hashes<OrderRow> hashes_{};
  Lines lines_;  // of the order that is being taken
};

Misfit OrderReader::take_block(std::span<const OrderRow> rows, Tails tails) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    hashes_[i] = hash_of(KeyDigest{rows[i].key_high, rows[i].key_low});
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    tables_.keys.prefetch(hashes_[std::min(i + look_ahead, rows.size() - 1)]);
    if (const Misfit misfit = take(rows[i], hashes_[i], tails)) return misfit;
  }
  return std::nullopt;
}

Misfit OrderReader::take(const OrderRow& row, std::uint64_t key_hash, Tails& tails) {
  if (const Misfit misfit = cant_be(row)) return misfit;
  if (const Misfit misfit = meet_buyer(row)) return misfit;
  if (const Misfit misfit = take_lines(row, tails)) return misfit;
  Order order{.key = {row.key_high, row.key_low},
              .body = {row.body},
              .record = {row.record},
              .created_at = {row.created_at_ms},
              .sale = {row.sale},
              .buyer = {row.buyer},
              .hold_seconds = row.hold_seconds & hold_seconds_mask,
              .status = static_cast<OrderStatus>(row.status),
              .late_payment = static_cast<LatePayment>(row.late_payment)};
  if (!in_range(order.created_at) || !in_range(order.hold_expires_at())) {
    return "an order of the image was held at no tellable time";
  }
  if (tables_.bound_to(order.key, key_hash)) return "an idempotency key is bound twice in the image";
  if (tables_.orders.full()) return too_many::orders;
  if (!tables_.orders.has_room_for_lines(lines_.size())) return too_many::lines;
  if (const Misfit misfit = take_payment(order, tails.text(row.payment_bytes))) return misfit;
  const OrderNumber number = enter(tables_, order, lines_, key_hash);
  if (order.status == OrderStatus::held) tables_.holds.push({order.hold_expires_at(), number});
  return move_stock(tables_.orders[number]);
}

Misfit OrderReader::cant_be(const OrderRow& row) {
  if (row.sale >= tables_.sales.all().size()) return "an order of the image is of no sale";
  if (row.record <= last_record_ || row.record > newest_.value) return "an order of the image was recorded out of turn";
  last_record_ = row.record;
  if (row.hold_seconds < 1 || row.hold_seconds > limits::hold_seconds_max || row.status >= order_statuses ||
      row.late_payment > static_cast<std::uint8_t>(LatePayment::reclaim)) {
    return "an order of the image has a hold, a status or a late payment that can't be";
  }
  return std::nullopt;
}

// Buyers stand in the order of their first orders. Where one order may be in flight, none follows one that is held.
Misfit OrderReader::meet_buyer(const OrderRow& row) {
  if (row.buyer == buyers_met_ && row.buyer < tables_.buyers.all().size()) ++buyers_met_;
  if (row.buyer >= buyers_met_) return "an order of the image is of no buyer, or of one who is not yet to come";
  if (tables_.buyers[BuyerIndex{row.buyer}].merchant != tables_.sales[SaleIndex{row.sale}].merchant) {
    return "an order of the image is of another merchant's buyer";
  }
  if (order_in_flight(tables_, SaleIndex{row.sale}, BuyerIndex{row.buyer})) return two_in_flight;
  return std::nullopt;
}

Misfit OrderReader::take_lines(const OrderRow& row, Tails& tails) {
  if (row.lines < 1 || row.lines > limits::lines_per_order) return "an order of the image has no lines or too many";
  lines_.clear();
  for (std::uint32_t i = 0; i < row.lines; ++i) {
    const auto line = tails.row<LineRow>();
    const ItemIndex item{line.item};
    if (line.item >= tables_.items.size() || tables_.items[item].sale != SaleIndex{row.sale}) {
      return "an order's line in the image is of no item of its sale";
    }
    if (const Misfit misfit = add_line(lines_, item, line.qty, line.unit_price)) return misfit;
  }
  return std::nullopt;
}

Misfit OrderReader::take_payment(Order& order, std::string_view payment) {
  if (order.status != OrderStatus::paid) {
    if (payment.empty()) return std::nullopt;
    return "an order of the image that is not paid has a payment";
  }
  const auto id = PaymentId::parse(payment);
  if (!id) return "an order of the image was paid by a payment whose id can't be";
  if (tables_.payments.full()) return too_many::payments;
  order.payment = tables_.payments.add_paying(*id);
  return std::nullopt;
}

// Limits that were lowered may rightly have been passed; nothing else may.
Misfit OrderReader::move_stock(const Order& order) {
  const auto total = total_of(lines_);
  if (!total) return "the total of an order of the image is out of range";
  Sale& sale = tables_.sales[order.sale];
  ++sale.count_of(order.status);
  if (order.status == OrderStatus::cancelled || order.status == OrderStatus::expired) return std::nullopt;
  for (const Line& line : lines_) {
    if (!in_stock(tables_, {line.item, line.qty})) return "the orders of the image take more than there is";
  }
  if (order.status == OrderStatus::held) {
    hold_units(tables_, order);
  } else {
    const auto gmv = bounded_sum(sale.gmv, *total);
    if (!gmv) return "the gmv of a sale of the image is out of range";
    sale.gmv = *gmv;
    sell_units(tables_, order);
  }
  for (const Line& line : lines_) {
    const SaleItem& item = tables_.items[line.item];
    if (item.per_buyer_limit && !item.limit_lowered &&
        tables_.units.units(line.item, order.buyer) > *item.per_buyer_limit) {
      return "the orders of the image pass a buyer's limit";
    }
  }
  return std::nullopt;
}

Misfit take_refund(Tables& tables, const RefundRow& row, std::string_view payment) {
  const auto id = PaymentId::parse(payment);
  if (!id) return "a refund of the image is of a payment whose id can't be";
  if (!all_zero(row.reserved)) return has_reserved;
  const OrderNumber number{row.order};
  if (!tables.orders.has(number)) return "a refund of the image is for no order";
  const Order& order = tables.orders[number];
  if (order.status == OrderStatus::held) return "a refund of the image is for an order that is held";
  if (order.status == OrderStatus::paid && tables.payments[order.payment] == payment) {
    return "a payment to be given back paid an order of the image";
  }
  if (tables.payments.refund_is_due(number, *id)) return "a refund stands in the image twice";
  if (tables.payments.full()) return too_many::payments;
  tables.payments.add_refund(number, *id);
  return std::nullopt;
}

}  // namespace

Misfit read_buyers(Source& source, Tables& tables) {
  Hashes<BuyerRow> hashes;
  return source.read_section<BuyerRow>([&](std::span<const BuyerRow> rows, Tails tails) -> Misfit {
    Tails ahead = tails;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      hashes[i] = tables.buyers.hash({rows[i].merchant}, ahead.text(rows[i].id_bytes));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      tables.buyers.prefetch(hashes[std::min(i + look_ahead, rows.size() - 1)]);
      if (const Misfit misfit = take_buyer(tables, rows[i], hashes[i], tails.text(rows[i].id_bytes))) return misfit;
    }
    return std::nullopt;
  });
}

Misfit read_orders(Source& source, Tables& tables, Position newest) {
  OrderReader reader(tables, newest);
  const Misfit misfit = source.read_section<OrderRow>(
      [&](std::span<const OrderRow> rows, Tails tails) { return reader.take_block(rows, tails); });
  if (misfit) return misfit;
  if (!reader.all_buyers_met()) return "a buyer of the image has no order";
  return std::nullopt;
}

Misfit read_refunds(Source& source, Tables& tables) {
  return source.read_section<RefundRow>([&](std::span<const RefundRow> rows, Tails tails) -> Misfit {
    for (const RefundRow& row : rows) {
      if (const Misfit misfit = take_refund(tables, row, tails.text(row.payment_bytes))) return misfit;
    }
    return std::nullopt;
  });
}

}  // namespace doorbuster::inventory::image
