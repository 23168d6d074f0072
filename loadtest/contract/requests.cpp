// Ids are of characters that JSON leaves as they are, so parts can be put together as text.
#include "loadtest/contract/requests.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "loadtest/contract/wire.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr std::string_view json_fields = "\r\nContent-Type: application/json\r\nContent-Length: ";

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace

Requests::Requests(const Script& script, std::string fields)
    : script_(script),
      fields_(std::move(fields)),
      place_head_(fmt::format("POST /v1/orders HTTP/1.1\r\n{}\r\nIdempotency-Key: {}-", fields_, script.sale)),
      body_head_(fmt::format(R"({{"sale":"{}","buyer":")", script.sale)) {
  for (const std::string& id : sku_ids(script)) line_heads_.push_back(fmt::format(R"({{"sku":"{}","qty":)", id));
}

void Requests::append_body(std::string& out) {
  out += json_fields;
  append_number(out, static_cast<std::int64_t>(body_.size()));
  out += "\r\n\r\n";
  out += body_;
}

void Requests::append_place(std::string& out, std::uint32_t order) {
  const Arrival& arrival = script_.plan.arrivals[order];
  body_ = body_head_;
  body_ += script_.plan.buyers[arrival.buyer];
  body_ += R"(","items":[)";
  for (const PlannedLine& line : arrival.lines) {
    if (body_.back() == '}') body_ += ',';
    body_ += line_heads_[line.sku];
    append_number(body_, line.qty);
    body_ += '}';
  }
  body_ += "]}";
  out += place_head_;
  append_number(out, order);
  append_body(out);
}

void Requests::append_settle(std::string& out, std::uint32_t order, const OrderId& id) {
  const Arrival& arrival = script_.plan.arrivals[order];
  body_.clear();
  out += "POST /v1/orders/";
  out += id.text();
  if (arrival.intent == Intent::cancel) {
    out += "/cancel HTTP/1.1\r\n";
  } else {
    out += "/pay HTTP/1.1\r\n";
    body_ += R"({"payment":"pay-)";
    append_number(body_, order);
    body_ += R"(","amount":)";
    append_number(body_, total_of(script_, arrival));
    body_ += '}';
  }
  out += fields_;
  append_body(out);
}

void Requests::append_stock_change(std::string& out, std::uint32_t change) const {
  const StockChange& planned = script_.plan.stock_changes[change];
  append_call(out, fields_,
              {.method = Method::post,
               .path = fmt::format("/v1/skus/{}/stock", sku_id(script_, planned.sku)),
               .body = stock_body(planned.delta, "adjusted during the sale"),
               .key = fmt::format("{}-change-{}", script_.sale, change)});
}

void Requests::append_read(std::string& out, std::uint32_t read) const {
  const std::optional<std::uint32_t> sku = script_.plan.reads[read].sku;
  append_call(out, fields_,
              {.method = Method::get,
               .path = sku ? fmt::format("/v1/skus/{}", sku_id(script_, *sku))
                           : fmt::format("/v1/sales/{}", script_.sale),
               .body = {},
               .key = {}});
}

}  // namespace doorbuster::loadtest
