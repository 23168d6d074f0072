// What the journal holds, told as the event feed: each fact by its type and its fields, but for the digests that
// bind idempotency keys, which are nobody's business.
#include <optional>
#include <type_traits>

#include "net/api/api.hpp"
#include "net/api/render_views.hpp"
#include "net/json/words.hpp"

namespace doorbuster::net {
namespace {

using core::RecordedEvent;

constexpr std::size_t usual_event_bytes = 320;

// An order as it was when it was accepted.
inventory::OrderView accepted_order(const inventory::OrderHeld& held, inventory::Instant at) {
  inventory::OrderView order;
  order.order = held.order;
  order.sale = held.sale;
  order.buyer = held.buyer;
  order.lines = held.lines;
  order.total = held.total;
  order.currency = held.currency;
  order.created_at = at;
  order.hold_expires_at = held.hold_expires_at;
  return order;
}

void append_sale_terms(JsonWriter& json, const inventory::SaleTerms& terms) {
  append_sale_head_members(json, terms);
  json.key("items");
  json.begin_array();
  for (const inventory::SaleItemTerms& item : terms.items) {
    json.begin_object();
    append_sale_item_members(json, item);
    json.end_object();
  }
  json.end_array();
}

// One field of a fact.
struct FieldWriter {
  JsonWriter& json;
  const core::OrderIds& ids;

  void operator()(std::string_view, const inventory::KeyDigest&) {}
  void operator()(std::string_view, const inventory::BodyDigest&) {}
  void operator()(std::string_view name, const inventory::OrderNumber& order) {
    append_order_id(json, name, order, ids);
  }
  void operator()(std::string_view name, const std::string& text) { json.member(name, std::string_view(text)); }
  template <class Value>
  void operator()(std::string_view name, const Value& value) {
    json.member(name, value);
  }
};

// By what a request's trace is remembered that made such an event; nothing for events that no order has.
template <class Fact>
std::optional<TraceSubject> subject_of(inventory::MerchantId merchant, const Fact& fact) {
  if constexpr (std::is_same_v<Fact, inventory::OrderHeld>) {
    return TraceSubject::of(merchant, fact.key);
  } else if constexpr (requires { fact.order; } && !std::is_same_v<Fact, inventory::BuyerForgotten>) {
    return TraceSubject::of(merchant, fact.order);
  } else {
    return std::nullopt;
  }
}

void append_trace(JsonWriter& json, const inventory::Event& event, const RecentTraces& traces) {
  const auto subject = std::visit([&](const auto& fact) { return subject_of(event.merchant, fact); }, event.fact);
  if (!subject) return;
  const auto context = traces.of(*subject);
  if (!context) return;
  json.key("traceparent");
  json.plain(traceparent_text(*context));
}

void append_event(std::string& out, const RecordedEvent& recorded, const core::OrderIds& ids,
                  const RecentTraces* traces) {
  JsonWriter json(out);
  json.begin_object();
  json.member("position", recorded.position.value);
  json.member("at", recorded.event.at);
  std::visit(
      [&]<class Fact>(const Fact& fact) {
        json.member("type", Fact::type);
        if constexpr (std::is_same_v<Fact, inventory::OrderHeld>) {
          append_order_members(json, accepted_order(fact, recorded.event.at), ids);
        } else if constexpr (std::is_same_v<Fact, inventory::SalePut>) {
          append_sale_terms(json, fact.terms);
        } else {
          Fact::fields(fact, FieldWriter{json, ids});
        }
      },
      recorded.event.fact);
  if (traces != nullptr) append_trace(json, recorded.event, *traces);
  json.end_object();
}

}  // namespace

HttpResponse render_events(const std::vector<RecordedEvent>& events, const core::OrderIds& ids,
                           const RecentTraces* traces) {
  HttpResponse response;
  response.content_type = "application/x-ndjson";
  response.body.reserve(events.size() * usual_event_bytes);
  for (const RecordedEvent& event : events) {
    append_event(response.body, event, ids, traces);
    response.body.push_back('\n');
  }
  return response;
}

void append_server_sent_event(std::string& out, const RecordedEvent& event, const core::OrderIds& ids,
                              const RecentTraces* traces) {
  out.append("id: ").append(std::to_string(event.position.value)).append("\ndata: ");
  append_event(out, event, ids, traces);
  out.append("\n\n");
}

}  // namespace doorbuster::net
