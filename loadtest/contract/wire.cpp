// Boost.JSON's throwing accessors keep the readers plain; one place turns what they throw into a Problem.
#include "loadtest/contract/wire.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace doorbuster::loadtest {
namespace {

namespace json = boost::json;

json::string_view sv(std::string_view text) { return {text.data(), text.size()}; }

std::string text_of(const json::object& object, std::string_view name) {
  const json::string& text = object.at(sv(name)).as_string();
  return {text.data(), text.size()};
}

std::string text_or_empty(const json::object& object, std::string_view name) {
  return object.contains(sv(name)) ? text_of(object, name) : std::string();
}

std::int64_t number_of(const json::object& object, std::string_view name) {
  return object.at(sv(name)).to_number<std::int64_t>();
}

template <class Read>
auto read_as(std::string_view what, std::string_view body, Read read)
    -> Outcome<decltype(read(std::declval<const json::object&>()))> {
  try {
    return read(json::parse(sv(body)).as_object());
  } catch (const std::exception& fault) {
    return Problem{fmt::format("The server's answer is not {} as its contract says ({}).", what, fault.what())};
  }
}

std::string_view view_of(const json::object& object, std::string_view name) {
  const json::string& text = object.at(sv(name)).as_string();
  return {text.data(), text.size()};
}

OrderText order_of(const json::object& object) {
  OrderText order{.order = view_of(object, "order"),
                  .sale = view_of(object, "sale"),
                  .buyer = view_of(object, "buyer"),
                  .status = view_of(object, "status"),
                  .lines = {},
                  .total = number_of(object, "total"),
                  .currency = view_of(object, "currency"),
                  .created_at = view_of(object, "created_at")};
  for (const json::value& item : object.at("items").as_array()) {
    const json::object& line = item.as_object();
    order.lines.push_back(
        {.sku = view_of(line, "sku"), .qty = number_of(line, "qty"), .unit_price = number_of(line, "unit_price")});
  }
  return order;
}

SkuView sku_of(const json::object& object) {
  return {.sku = text_of(object, "sku"),
          .received = number_of(object, "received"),
          .available = number_of(object, "available"),
          .held = number_of(object, "held"),
          .sold = number_of(object, "sold")};
}

SaleView sale_of(const json::object& object) {
  const json::object& counts = object.at("orders").as_object();
  SaleView sale{.sale = text_of(object, "sale"),
                .gmv = number_of(object, "gmv"),
                .orders = {.held = number_of(counts, "held"),
                           .paid = number_of(counts, "paid"),
                           .cancelled = number_of(counts, "cancelled"),
                           .expired = number_of(counts, "expired")},
                .items = {}};
  for (const json::value& item : object.at("items").as_array()) {
    const json::object& entry = item.as_object();
    SaleItemView& view = sale.items.emplace_back();
    view = {.sku = text_of(entry, "sku"),
            .quota = std::nullopt,
            .available = number_of(entry, "available"),
            .held = number_of(entry, "held"),
            .sold = number_of(entry, "sold")};
    const json::value* quota = entry.if_contains("quota");
    if (quota != nullptr && !quota->is_null()) view.quota = quota->to_number<std::int64_t>();
  }
  return sale;
}

ProblemView problem_of(const json::object& object) {
  return {.code = text_of(object, "code"),
          .detail = text_or_empty(object, "detail"),
          .sku = text_or_empty(object, "sku"),
          .order_status = text_or_empty(object, "order_status")};
}

}  // namespace

std::string sku_body(std::string_view name) { return json::serialize(json::object{{"name", sv(name)}}); }

std::string stock_body(std::int64_t delta, std::string_view reason) {
  return json::serialize(json::object{{"delta", delta}, {"reason", sv(reason)}});
}

std::string sale_body(const SaleTerms& terms, std::span<const SaleItemTerms> items) {
  const std::string_view late_payment = terms.late_payment == LatePayment::refund ? "refund" : "reclaim";
  json::array list;
  for (const SaleItemTerms& item : items) {
    json::object entry{{"sku", item.sku}, {"price", item.price}};
    if (item.quota) entry["quota"] = *item.quota;
    if (terms.per_buyer_limit) entry["per_buyer_limit"] = *terms.per_buyer_limit;
    list.push_back(std::move(entry));
  }
  return json::serialize(json::object{{"name", terms.name},
                                      {"currency", terms.currency},
                                      {"starts_at", terms.starts_at},
                                      {"ends_at", terms.ends_at},
                                      {"hold_seconds", terms.hold_seconds},
                                      {"late_payment", sv(late_payment)},
                                      {"items", std::move(list)}});
}

Outcome<void> read_order(std::string_view body, const OrderTaker& take) {
  Outcome<void> taken;
  const Outcome<bool> read = read_as("an order", body, [&](const json::object& object) {
    taken = take(order_of(object));
    return true;
  });
  return read ? taken : read.error();
}

Outcome<NextAfter> read_order_page(std::string_view body, const OrderTaker& take) {
  Outcome<void> taken;
  const Outcome<NextAfter> next = read_as("a page of orders", body, [&](const json::object& object) -> NextAfter {
    for (const json::value& order : object.at("data").as_array()) {
      taken = take(order_of(order.as_object()));
      if (!taken) return std::nullopt;
    }
    if (object.at("next_after").is_null()) return std::nullopt;
    return text_of(object, "next_after");
  });
  if (!taken) return taken.error();
  return next;
}

Outcome<SkuView> read_sku(std::string_view body) { return read_as("a SKU", body, &sku_of); }
Outcome<SaleView> read_sale(std::string_view body) { return read_as("a sale", body, &sale_of); }
Outcome<ProblemView> read_problem(std::string_view body) { return read_as("a problem", body, &problem_of); }

}  // namespace doorbuster::loadtest
