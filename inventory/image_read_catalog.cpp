// What operators said: each row becomes the fact that says the same, and is applied as such.
#include "inventory/image_read.hpp"

namespace doorbuster::inventory::image {
namespace {

Misfit take_sku(Tables& tables, const SkuRow& row, Tails& tails) {
  const auto id = SkuId::parse(tails.text(row.id_bytes));
  if (!id || row.name_bytes > limits::text_bytes) return "a SKU of the image has an id or a name that can't be";
  if (!all_zero(row.reserved)) return has_reserved;
  const MerchantId merchant{row.merchant};
  if (tables.skus.find(merchant, *id)) return "a SKU stands in the image twice";
  return apply_fact(tables, {.at = {}, .merchant = merchant}, SkuPut{*id, std::string(tails.text(row.name_bytes))});
}

Misfit take_adjustment(Tables& tables, const AdjustmentRow& row, Position newest) {
  if (row.sku >= tables.skus.all().size()) return "a stock adjustment of the image is for no SKU";
  if (row.record <= tables.position.value || row.record > newest.value) {
    return "a stock adjustment of the image was recorded out of turn";
  }
  if (row.reserved != 0) return has_reserved;
  const Sku& sku = tables.skus[SkuIndex{row.sku}];
  tables.position = {row.record - 1};
  const Misfit misfit = apply_fact(tables, {.at = {}, .merchant = sku.merchant},
                                   StockAdjusted{.sku = sku.id,
                                                 .delta = row.delta,
                                                 .reason = {},
                                                 .key = {row.key_high, row.key_low},
                                                 .body = {row.body}});
  tables.position = {row.record};
  return misfit;
}

Misfit take_item(const Tables& tables, MerchantId merchant, const ItemRow& row, SaleItemTerms& terms) {
  if (row.sku >= tables.skus.all().size() || tables.skus[SkuIndex{row.sku}].merchant != merchant) {
    return "a sale of the image has an item of no SKU";
  }
  if (row.has_quota > 1 || row.has_limit > 1 || row.limit_lowered > 1 || row.reserved != 0 ||
      (row.has_quota == 0 && row.quota != 0) || (row.has_limit == 0 && row.per_buyer_limit != 0)) {
    return "a sale of the image has an item that can't be";
  }
  terms = {.sku = tables.skus[SkuIndex{row.sku}].id, .price = row.price, .quota = {}, .per_buyer_limit = {}};
  if (row.has_quota == 1) terms.quota = row.quota;
  if (row.has_limit == 1) terms.per_buyer_limit = row.per_buyer_limit;
  return std::nullopt;
}

Misfit take_terms(const SaleRow& row, Tails& tails, SaleTerms& terms) {
  const auto id = SaleId::parse(tails.text(row.id_bytes));
  const auto currency = Currency::parse({row.currency.data(), row.currency.size()});
  if (!id || row.name_bytes > limits::text_bytes) return "a sale of the image has an id or a name that can't be";
  if (!currency) return "a sale of the image has a currency that can't be";
  if (row.late_payment > static_cast<std::uint8_t>(LatePayment::reclaim)) {
    return "a sale of the image does with late payments what can't be done";
  }
  if (row.one_order_in_flight > 1 || !all_zero(row.reserved)) return has_reserved;
  terms = {.sale = *id,
           .name = std::string(tails.text(row.name_bytes)),
           .currency = *currency,
           .starts_at = {row.starts_at_ms},
           .ends_at = {row.ends_at_ms},
           .hold_seconds = row.hold_seconds,
           .late_payment = static_cast<LatePayment>(row.late_payment),
           .items = {},
           .one_order_in_flight = row.one_order_in_flight == 1};
  return std::nullopt;
}

Misfit take_sale(Tables& tables, const SaleRow& row, Tails& tails) {
  const MerchantId merchant{row.merchant};
  SalePut fact;
  if (const Misfit misfit = take_terms(row, tails, fact.terms)) return misfit;
  std::vector<bool> lowered;
  for (std::uint32_t i = 0; i < row.items; ++i) {
    const auto item = tails.row<ItemRow>();
    if (const Misfit misfit = take_item(tables, merchant, item, fact.terms.items.emplace_back())) return misfit;
    lowered.push_back(item.limit_lowered == 1);
  }
  if (tables.sales.find(merchant, fact.terms.sale)) return "a sale stands in the image twice";
  if (const Misfit misfit = apply_fact(tables, {.at = {}, .merchant = merchant}, fact)) return misfit;
  const Sale& sale = tables.sales.all().back();
  for (std::size_t i = 0; i < lowered.size(); ++i) tables.items[sale.items[i]].limit_lowered = lowered[i];
  return std::nullopt;
}

}  // namespace

Misfit read_skus(Source& source, Tables& tables) {
  return source.read_section<SkuRow>([&](std::span<const SkuRow> rows, Tails tails) -> Misfit {
    for (const SkuRow& row : rows) {
      if (const Misfit misfit = take_sku(tables, row, tails)) return misfit;
    }
    return std::nullopt;
  });
}

Misfit read_adjustments(Source& source, Tables& tables, Position newest) {
  return source.read_section<AdjustmentRow>([&](std::span<const AdjustmentRow> rows, Tails) -> Misfit {
    for (const AdjustmentRow& row : rows) {
      if (const Misfit misfit = take_adjustment(tables, row, newest)) return misfit;
    }
    return std::nullopt;
  });
}

Misfit read_sales(Source& source, Tables& tables) {
  return source.read_section<SaleRow>([&](std::span<const SaleRow> rows, Tails tails) -> Misfit {
    for (const SaleRow& row : rows) {
      if (const Misfit misfit = take_sale(tables, row, tails)) return misfit;
    }
    return std::nullopt;
  });
}

}  // namespace doorbuster::inventory::image
