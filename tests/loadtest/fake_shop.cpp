// One lock, plain maps, no cleverness.
#include "fake_shop.hpp"

#include <algorithm>
#include <charconv>

namespace doorbuster::loadtest {

namespace json = boost::json;

namespace {

constexpr std::size_t page_orders = 7;  // few, so that pages are really turned

ShopReply problem(unsigned status, std::string_view code, std::string_view sku = {}) {
  json::object body{{"code", std::string(code)}, {"status", status}, {"detail", "As the contract says."}};
  if (!sku.empty()) body["sku"] = std::string(sku);
  return {.status = status, .body = json::serialize(body)};
}

ShopReply answer(unsigned status, const json::object& body) {
  return {.status = status, .body = json::serialize(body)};
}

std::string string_at(const json::object& object, std::string_view name) {
  return std::string(object.at({name.data(), name.size()}).as_string().c_str());
}

// The part of `path` after `prefix`, up to the next slash or its end.
std::string segment(std::string_view path, std::string_view prefix) {
  path.remove_prefix(prefix.size());
  return std::string(path.substr(0, path.find('/')));
}

}  // namespace

ShopReply FakeShop::handle(std::string_view method, std::string_view target, std::string_view key,
                           std::string_view body) {
  const std::lock_guard lock(mutex_);
  const json::object object = body.empty() ? json::object() : json::parse({body.data(), body.size()}).as_object();
  const std::string_view path = target.substr(0, target.find('?'));
  if (path == "/livez") return answer(200, {});
  if (path.starts_with("/v1/skus/")) {
    const std::string sku = segment(path, "/v1/skus/");
    if (path.ends_with("/stock")) return stock(sku, key, object);
    if (method == "PUT") skus_.try_emplace(sku);
    return answer(200, render_sku(sku));
  }
  if (path.starts_with("/v1/sales/")) {
    const std::string sale = segment(path, "/v1/sales/");
    if (method == "PUT") return open_sale(sale, object);
    return sale == sale_ ? read_sale() : problem(404, "sale_not_found");
  }
  if (path == "/v1/orders" && method == "POST") return place(key, object);
  if (path == "/v1/orders" && fault_ != Fault::lists_nothing) return list(target);
  if (path.ends_with("/pay")) return move(segment(path, "/v1/orders/"), "paid");
  if (path.ends_with("/cancel")) return move(segment(path, "/v1/orders/"), "cancelled");
  return problem(404, "not_found");
}

ShopReply FakeShop::stock(const std::string& sku, std::string_view key, const json::object& body) {
  if (keys_.try_emplace(std::string(key), 0).second) skus_[sku].received += body.at("delta").as_int64();
  return answer(200, render_sku(sku));
}

ShopReply FakeShop::open_sale(const std::string& sale, const json::object& body) {
  sale_ = sale;
  terms_ = body;
  hold_seconds_ = body.at("hold_seconds").as_int64();
  for (const json::value& item : body.at("items").as_array()) {
    prices_[string_at(item.as_object(), "sku")] = item.at("price").as_int64();
    if (const json::value* limit = item.as_object().if_contains("per_buyer_limit")) limit_ = limit->as_int64();
  }
  return answer(201, {});
}

json::object FakeShop::render_sku(const std::string& id) const {
  const Sku& sku = skus_.at(id);
  const std::int64_t wrong = fault_ == Fault::misstates_available ? 1 : 0;
  return {{"sku", id},           {"name", id},        {"received", sku.received},
          {"available", sku.received - sku.held - sku.sold + wrong}, {"held", sku.held}, {"sold", sku.sold}};
}

void FakeShop::end_holds() {
  const auto now = std::chrono::steady_clock::now();
  for (Order& order : orders_) {
    if (order.status != "held" || now < order.held_until) continue;
    order.status = "expired";
    for (const Line& line : order.lines) skus_[line.sku].held -= line.qty;
  }
}

ShopReply FakeShop::read_sale() {
  constexpr std::int64_t short_hold = 60;
  if (hold_seconds_ < short_hold && fault_ != Fault::holds_for_ever) end_holds();
  json::object counts{{"held", 0}, {"paid", 0}, {"cancelled", 0}, {"expired", 0}};
  std::int64_t gmv = fault_ == Fault::misstates_gmv ? 1 : 0;
  for (const Order& order : orders_) {
    counts[order.status] = counts.at(order.status).as_int64() + 1;
    if (order.status == "paid") gmv += order.total;
  }
  json::array items;
  for (const auto& [sku, price] : prices_) {
    const Sku& of = skus_.at(sku);
    items.push_back(json::object{{"sku", sku}, {"price", price}, {"available", of.received - of.held - of.sold},
                                 {"held", of.held}, {"sold", of.sold}});
  }
  return answer(200, {{"sale", sale_}, {"gmv", gmv}, {"orders", counts}, {"items", items}});
}

std::optional<ShopReply> FakeShop::refuse(const std::string& buyer, const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    if (!prices_.contains(line.sku)) return problem(404, "sku_not_in_sale");
    std::int64_t has = 0;
    for (const Order& order : orders_) {
      if (order.buyer != buyer || (order.status != "held" && order.status != "paid")) continue;
      for (const Line& other : order.lines) has += other.sku == line.sku ? other.qty : 0;
    }
    if (limit_ && fault_ != Fault::ignores_the_limit && has + line.qty > *limit_) return problem(409, "limit_reached");
  }
  for (const Line& line : lines) {
    const Sku& sku = skus_.at(line.sku);
    const std::int64_t kept_back = fault_ == Fault::refuses_too_early ? 1 : 0;
    const bool is_out = sku.held + sku.sold + line.qty + kept_back > sku.received;
    if (is_out && fault_ != Fault::oversells) return problem(409, "sold_out", line.sku);
  }
  return std::nullopt;
}

FakeShop::Order& FakeShop::add_order(std::string_view key, const std::string& buyer, const std::vector<Line>& lines) {
  Order& order = orders_.emplace_back();
  order.id = "ord_" + std::to_string(orders_.size());
  order.key = key;
  order.buyer = buyer;
  order.lines = lines;
  order.held_until = std::chrono::steady_clock::now() + std::chrono::seconds(hold_seconds_);
  for (const Line& line : lines) {
    order.total += prices_[line.sku] * line.qty;
    skus_[line.sku].held += line.qty;
  }
  return order;
}

ShopReply FakeShop::place(std::string_view key, const json::object& body) {
  if (const auto known = keys_.find(key); known != keys_.end() && fault_ != Fault::forgets_keys) {
    json::object as_accepted = render(orders_[known->second]);
    as_accepted["status"] = "held";  // whatever has come of it since
    ShopReply reply = answer(201, as_accepted);
    reply.replayed = true;
    return reply;
  }
  const std::string buyer = string_at(body, "buyer");
  std::vector<Line> lines;
  for (const json::value& item : body.at("items").as_array()) {
    lines.push_back({.sku = string_at(item.as_object(), "sku"), .qty = item.at("qty").as_int64()});
  }
  if (const std::optional<ShopReply> refusal = refuse(buyer, lines)) return *refusal;
  const bool third = orders_.size() == 2;
  const json::object acknowledged = render(add_order(key, buyer, lines));
  keys_[std::string(key)] = orders_.size() - 1;
  if (third && fault_ == Fault::loses_an_order) orders_.back().hidden = true;
  if (third && fault_ == Fault::changes_an_order) ++orders_.back().lines.front().qty;
  if (third && fault_ == Fault::doubles_a_key) add_order(key, buyer, lines);
  return answer(201, acknowledged);
}

ShopReply FakeShop::move(const std::string& id, std::string_view to) {
  const auto found = std::ranges::find(orders_, id, &Order::id);
  if (found == orders_.end()) return problem(404, "order_not_found");
  if (found->status == to && to == "paid") return answer(200, render(*found));
  if (found->status == "expired") return problem(409, "hold_expired");
  if (found->status != "held") return problem(409, "wrong_status");
  found->status = to;
  for (const Line& line : found->lines) {
    skus_[line.sku].held -= line.qty;
    if (to == "paid") skus_[line.sku].sold += line.qty;
  }
  return answer(200, render(*found));
}

ShopReply FakeShop::list(std::string_view target) {
  std::size_t from = 0;
  const std::string_view after = "&after=";
  if (const std::size_t at = target.find(after); at != target.npos) {
    std::from_chars(target.data() + at + after.size(), target.data() + target.size(), from);
  }
  json::array page;
  std::size_t next = from;
  for (; next < orders_.size() && next < from + page_orders; ++next) {
    if (!orders_[next].hidden) page.push_back(render(orders_[next]));
  }
  json::object body{{"data", std::move(page)}, {"next_after", nullptr}};
  if (next < orders_.size()) body["next_after"] = std::to_string(next);
  return answer(200, body);
}

json::object FakeShop::render(const Order& order) const {
  json::array lines;
  for (const Line& line : order.lines) {
    lines.push_back(json::object{{"sku", line.sku}, {"qty", line.qty}, {"unit_price", prices_.at(line.sku)}});
  }
  return {{"order", order.id},   {"sale", sale_},       {"buyer", order.buyer},
          {"status", order.status}, {"items", lines},   {"total", order.total},
          {"currency", terms_.at("currency")}, {"created_at", "2026-11-11T00:00:00.000Z"},
          {"hold_expires_at", "2026-11-11T00:15:00.000Z"}};
}

}  // namespace doorbuster::loadtest
