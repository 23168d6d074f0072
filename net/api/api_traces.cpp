// Traces of requests: read, and remembered for the events that the requests lead to. Only of requests that bring a
// trace which is sampled: others pay for a look at a field that isn't there.
#include "net/api/api_impl.hpp"

namespace doorbuster::net {

void Api::Impl::read_trace(const HttpRequest& request) {
  if (!request.traceparent) return;
  asked.trace = parse_traceparent(*request.traceparent);
  if (!asked.trace) return;
  do {
    asked.span = spans();
  } while (asked.span == 0);
}

// Before the engine has the command, so the feed can't tell of an event before its trace is known.
bool Api::Impl::note_trace(const inventory::Command& command) {
  if (!asked.trace || !asked.trace->sampled) return false;
  TraceContext ours = *asked.trace;
  ours.parent = asked.span;
  if (const auto* place = std::get_if<inventory::PlaceOrder>(&command)) {
    server.traces.note(TraceSubject::of(place->merchant, place->key), ours);
    return true;
  }
  if (const auto* pay = std::get_if<inventory::PayOrder>(&command)) {
    server.traces.note(TraceSubject::of(pay->merchant, pay->order), ours);
  } else if (const auto* cancel = std::get_if<inventory::CancelOrder>(&command)) {
    server.traces.note(TraceSubject::of(cancel->merchant, cancel->order), ours);
  }
  return false;
}

void Api::Impl::note_order(const inventory::PlaceOrder& place, const inventory::Answer& answer) {
  const auto* order = std::get_if<inventory::OrderView>(&answer.body);
  if (order == nullptr || answer.met == inventory::Met::replayed) return;
  const auto context = server.traces.of(TraceSubject::of(place.merchant, place.key));
  if (context) server.traces.note(TraceSubject::of(place.merchant, order->order), *context);
}

}  // namespace doorbuster::net
