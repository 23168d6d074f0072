// A state's image, section by section.
#include <cassert>

#include "inventory/image.hpp"
#include "inventory/image_sink.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {
namespace {

using namespace image;

std::uint8_t id_bytes(std::string_view id) { return static_cast<std::uint8_t>(id.size()); }

std::uint16_t name_bytes(const std::string& name) {
  assert(name.size() <= limits::text_bytes);
  return static_cast<std::uint16_t>(name.size());
}

// row_of(i) is the row of thing i, add_tail(i) adds what follows the block's rows for it.
template <class Row, class RowOf, class AddTail>
void add_section(Sink& sink, std::uint64_t rows, RowOf&& row_of, AddTail&& add_tail) {
  sink.add_row(SectionHeader{.name = Row::section, .row_bytes = sizeof(Row), .rows = rows});
  for (std::uint64_t first = 0; first < rows && !sink.failed(); first += Row::rows_per_block) {
    const std::uint64_t end = std::min<std::uint64_t>(rows, first + Row::rows_per_block);
    for (std::uint64_t i = first; i < end; ++i) sink.add_row(row_of(i));
    for (std::uint64_t i = first; i < end; ++i) add_tail(i);
  }
}

void add_skus(Sink& sink, const Tables& tables) {
  const auto skus = tables.skus.all();
  const auto row_of = [&](std::uint64_t i) {
    const Sku& sku = skus[i];
    return SkuRow{.merchant = sku.merchant.value,
                  .name_bytes = name_bytes(sku.name),
                  .id_bytes = id_bytes(sku.id.view())};
  };
  add_section<SkuRow>(sink, skus.size(), row_of, [&](std::uint64_t i) {
    sink.add(skus[i].id.view());
    sink.add(skus[i].name);
  });
}

void add_adjustments(Sink& sink, const Tables& tables) {
  const auto adjustments = tables.adjustments.all();
  const auto row_of = [&](std::uint64_t i) {
    const StockAdjustment& adjustment = adjustments[i];
    return AdjustmentRow{.key_high = adjustment.key.high,
                         .key_low = adjustment.key.low,
                         .body = adjustment.body.value,
                         .record = adjustment.record.value,
                         .delta = adjustment.delta,
                         .sku = adjustment.sku.value};
  };
  add_section<AdjustmentRow>(sink, adjustments.size(), row_of, [](std::uint64_t) {});
}

SaleRow row_of(const Sale& sale) {
  return {.merchant = sale.merchant.value,
          .name_bytes = name_bytes(sale.name),
          .id_bytes = id_bytes(sale.id.view()),
          .late_payment = static_cast<std::uint8_t>(sale.late_payment),
          .currency = std::to_array(sale.currency.code),
          .one_order_in_flight = sale.one_order_in_flight ? std::uint8_t{1} : std::uint8_t{0},
          .hold_seconds = sale.hold_seconds,
          .items = static_cast<std::uint32_t>(sale.items.size()),
          .starts_at_ms = sale.starts_at.ms,
          .ends_at_ms = sale.ends_at.ms};
}

ItemRow row_of(const SaleItem& item) {
  return {.sku = item.sku.value,
          .has_quota = item.quota ? std::uint8_t{1} : std::uint8_t{0},
          .has_limit = item.per_buyer_limit ? std::uint8_t{1} : std::uint8_t{0},
          .limit_lowered = item.limit_lowered ? std::uint8_t{1} : std::uint8_t{0},
          .price = item.price,
          .quota = item.quota.value_or(0),
          .per_buyer_limit = item.per_buyer_limit.value_or(0)};
}

void add_sales(Sink& sink, const Tables& tables) {
  const auto sales = tables.sales.all();
  add_section<SaleRow>(
      sink, sales.size(), [&](std::uint64_t i) { return row_of(sales[i]); },
      [&](std::uint64_t i) {
        sink.add(sales[i].id.view());
        sink.add(sales[i].name);
        for (const ItemIndex item : sales[i].items) sink.add_row(row_of(tables.items[item]));
      });
}

void add_buyers(Sink& sink, const Tables& tables) {
  const auto buyers = tables.buyers.all();
  const auto name_of = [&](std::uint64_t i) {
    return tables.buyers.name_of(BuyerIndex{static_cast<std::uint32_t>(i)});
  };
  const auto row_of = [&](std::uint64_t i) {
    return BuyerRow{.merchant = buyers[i].merchant.value, .id_bytes = id_bytes(name_of(i))};
  };
  add_section<BuyerRow>(sink, buyers.size(), row_of, [&](std::uint64_t i) { sink.add(name_of(i)); });
}

// Which item of the image each item of the tables is: these have gaps, and an order of their own.
std::vector<std::uint32_t> number_items(const Tables& tables) {
  std::vector<std::uint32_t> numbers;
  std::uint32_t next = 0;
  for (const Sale& sale : tables.sales.all()) {
    for (const ItemIndex item : sale.items) {
      if (item.value >= numbers.size()) numbers.resize(item.value + std::size_t{1});
      numbers[item.value] = next++;
    }
  }
  return numbers;
}

std::string_view payment_of(const Tables& tables, const Order& order) {
  return order.status == OrderStatus::paid ? tables.payments[order.payment] : std::string_view();
}

OrderRow row_of(const Tables& tables, const Order& order) {
  return {.key_high = order.key.high,
          .key_low = order.key.low,
          .body = order.body.value,
          .record = order.record.value,
          .created_at_ms = order.created_at.ms,
          .sale = order.sale.value,
          .buyer = order.buyer.value,
          .hold_seconds = order.hold_seconds,
          .status = static_cast<std::uint8_t>(order.status),
          .late_payment = static_cast<std::uint8_t>(order.late_payment),
          .lines = static_cast<std::uint8_t>(order.lines),
          .payment_bytes = id_bytes(payment_of(tables, order))};
}

void add_orders(Sink& sink, const Tables& tables) {
  const std::vector<std::uint32_t> number_of_item = number_items(tables);
  const auto orders = tables.orders.all();
  add_section<OrderRow>(
      sink, orders.size(), [&](std::uint64_t i) { return row_of(tables, orders[i]); },
      [&](std::uint64_t i) {
        for (const Line& line : tables.orders.lines_of(orders[i])) {
          sink.add_row(LineRow{number_of_item[line.item.value], line.qty, line.unit_price});
        }
        sink.add(payment_of(tables, orders[i]));
      });
}

void add_refunds(Sink& sink, const Tables& tables) {
  const auto refunds = tables.payments.refunds();
  const auto row_of = [&](std::uint64_t i) {
    return RefundRow{.order = refunds[i].order, .payment_bytes = id_bytes(tables.payments[refunds[i].payment])};
  };
  add_section<RefundRow>(sink, refunds.size(), row_of,
                         [&](std::uint64_t i) { sink.add(tables.payments[refunds[i].payment]); });
}

}  // namespace

bool write_image(const State& state, const PutBytes& put) {
  const Tables& tables = state.tables();
  Sink sink(put);
  sink.add_row(Header{.position = tables.position.value});
  add_skus(sink, tables);
  add_adjustments(sink, tables);
  add_sales(sink, tables);
  add_buyers(sink, tables);
  add_orders(sink, tables);
  add_refunds(sink, tables);
  sink.add_row(SectionHeader{.name = EndRow::section});
  sink.flush();
  return !sink.failed();
}

}  // namespace doorbuster::inventory
