// HTTP: any bytes on a connection are requests, a refusal or the start of more, the same whatever pieces they come in;
// and what a request's head says can be taken apart.
#include "net/api/idempotency_key.hpp"
#include "net/api/read_queries.hpp"
#include "net/http/media_type.hpp"
#include "net/http/target.hpp"
#include "net/trace/trace_context.hpp"
#include "tests/fuzz/cuts.hpp"

namespace doorbuster::fuzz {
namespace {

// The routes' reading of a head, on the bytes as if they were each part of it.
void take_apart(std::string_view bytes) {
  static const core::OrderIds ids(core::StoreId{});
  const ExactBytes text(bytes);
  const net::Target target(text.text());
  (void)net::match_route(target, net::Method::get);
  if (const auto list = net::read_list_orders(text.text(), ids); const auto* query = std::get_if<0>(&list)) {
    must_hold(query->limit >= 1 && query->limit <= inventory::limits::orders_per_page, "a page has a bound");
  }
  if (const auto list = net::read_list_sales(text.text()); const auto* query = std::get_if<0>(&list)) {
    must_hold(query->limit >= 1 && query->limit <= inventory::limits::sales_per_page, "a page has a bound");
  }
  (void)net::read_feed_request(text.text(), text.text());
  (void)net::is_json_type(text.text());
  (void)net::accepts(text.text(), "text/event-stream");
  if (const auto trace = net::parse_traceparent(text.text())) {
    must_hold((trace->trace_high | trace->trace_low) != 0 && trace->parent != 0, "a trace and its parent have ids");
    must_hold(net::parse_traceparent(net::traceparent_text(*trace)) == trace, "a trace is read as it is written");
  }
  if (const auto key = net::IdempotencyKey::parse(text.text())) {
    must_hold(!key->view().empty() && net::is_visible_ascii(key->view()), "a key is visible");
    if (key->view().find_first_of("\"\\") == std::string_view::npos) {
      const auto quoted = net::IdempotencyKey::parse('"' + std::string(key->view()) + '"');
      must_hold(quoted && quoted->view() == key->view(), "a key is one key, bare or quoted");
    }
  }
}

}  // namespace
}  // namespace doorbuster::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  doorbuster::fuzz::check_cuts<doorbuster::net::RequestParser>(data, size);
  doorbuster::fuzz::take_apart(doorbuster::fuzz::text_of(data, size));
  return 0;
}
