// The table of every error that the server can answer, with the words of its page.
#include "net/http/problem.hpp"

#include <array>

namespace doorbuster::net {
namespace {

using enum ProblemCode;

constexpr std::array<ProblemKind, problem_codes> kinds{{
    {invalid_http, "invalid_http", 400, "This is not a request that HTTP/1.1 allows",
     "The request's head or framing breaks the rules of HTTP (RFC 9112), or could be read in two ways. Nothing was "
     "changed. Look at what sends the request: a proxy, or a client that writes HTTP by hand."},
    {request_timeout, "request_timeout", 408, "The request took too long to arrive",
     "The head or the body did not arrive whole before its deadline, so the connection was closed. Nothing was "
     "changed. Send the request again on a new connection."},
    {body_too_large, "body_too_large", 413, "The body is larger than this endpoint takes",
     "A body may have 64 KiB, that of a batch 4 MiB, unless the operator has set other limits. Nothing was "
     "changed. Split a large batch into several."},
    {uri_too_long, "uri_too_long", 414, "The request's target is too long",
     "No endpoint has a target this long. Nothing was changed. Check the path and the query of the request."},
    {expectation_failed, "expectation_failed", 417, "Only the expectation 100-continue is known",
     "The request's Expect field asks for something other than 100-continue. Nothing was changed. Leave the field "
     "out."},
    {header_too_large, "header_too_large", 431, "The request's header fields are too large",
     "All fields of a request together have a bound. Nothing was changed. Look for large cookies or tracing fields "
     "that a proxy adds."},
    {not_found, "not_found", 404, "There is nothing at this path",
     "The path is none of this server's endpoints. Nothing was changed. The page /docs lists every endpoint."},
    {method_not_allowed, "method_not_allowed", 405, "This path does not take this method",
     "The path exists, the method does not fit it. Nothing was changed. The Allow field of the answer lists the "
     "methods that do."},
    {unauthorized, "unauthorized", 401, "This request needs an API key",
     "The server has API keys, and the request names none that it knows. Send Authorization: Bearer KEY, with a key "
     "exactly as it was given out; it may have been revoked since. Of a signed request the detail says what doesn't "
     "fit: sign it anew for each attempt. Nothing was changed."},
    {forbidden, "forbidden", 403, "This API key may not do this",
     "Keys have roles: storefront keys place, pay and cancel orders and read, monitor keys read, also the metrics, and "
     "operator keys do everything. Nothing was changed. Use a key whose role fits."},
    {unsupported_media_type, "unsupported_media_type", 415, "The body must be application/json",
     "Send Content-Type: application/json, with a body in UTF-8, and without a Content-Encoding. Nothing was changed."},
    {idempotency_key_missing, "idempotency_key_missing", 400, "This request needs an Idempotency-Key",
     "Orders and stock adjustments carry an Idempotency-Key of your choice, so that a retry can never act twice. "
     "Make a new one for every order you mean to place, and send the same one again whenever you retry. Nothing "
     "was changed."},
    {idempotency_key_invalid, "idempotency_key_invalid", 400, "The Idempotency-Key is not one",
     "A key is 1 to 255 visible ASCII characters, bare or as one quoted string, sent once. Nothing was changed."},
    {invalid_json, "invalid_json", 400, "The body is not JSON",
     "The body is empty, is not JSON in UTF-8, names a member of an object twice, is nested too deep, or goes on "
     "after its end. Nothing was changed. The detail says which."},
    {invalid_request, "invalid_request", 400, "The request does not have the shape it needs",
     "A member, parameter or id is unknown, missing, of the wrong type, or out of its range; the detail names it. "
     "Whole numbers are written without fraction or exponent. Nothing was changed. /docs shows each endpoint's "
     "shape."},
    {rate_limited, "rate_limited", 429, "Too many requests",
     "More requests come from one address, with one API key or for one buyer than the operator lets through, so that "
     "nobody takes the turn of others; the problem's limit says which, and where it has none, one address has as many "
     "connections open as it may. Nothing was changed, and the idempotency key is "
     "still free. Wait for as many seconds as Retry-After says, in a batch the problem's retry_after_seconds, and then "
     "send the same request again. The RateLimit field of other answers says how many requests are left, so that a "
     "client can slow down before it is refused."},
    {idempotency_key_reused, "idempotency_key_reused", 422, "This Idempotency-Key belongs to another request",
     "The key was accepted before with other content. Nothing was changed. A retry repeats its request exactly; a "
     "new order or adjustment takes a new key."},
    {sku_not_found, "sku_not_found", 404, "There is no such SKU",
     "No SKU of this name has been put. Nothing was changed. PUT /v1/skus/{sku} creates it."},
    {sale_not_found, "sale_not_found", 404, "There is no such sale",
     "No sale of this name has been put. Nothing was changed. PUT /v1/sales/{sale} creates it."},
    {sku_not_in_sale, "sku_not_in_sale", 404, "This sale does not sell this SKU",
     "The order names a SKU that is not among the sale's items; the problem's sku says which. Nothing was changed."},
    {order_not_found, "order_not_found", 404, "There is no such order",
     "There is no order of this id among yours. Nothing was changed. Ids are opaque: keep them exactly as "
     "given."},
    {sale_not_started, "sale_not_started", 409, "The sale has not started",
     "Orders are taken from the sale's starts_at on. Nothing was changed, and the idempotency key is still free. "
     "The Retry-After field says how many seconds are left."},
    {sale_ended, "sale_ended", 409, "The sale has ended",
     "New orders are taken until the sale's ends_at. Nothing was changed. Orders that were held before can still "
     "be paid until their hold ends."},
    {order_in_flight, "order_in_flight", 409, "This buyer has an order in flight",
     "The sale lets a buyer have one order held at a time; the problem's order is the id of the one that is. Nothing "
     "was changed, and the idempotency key is still free. Send the buyer there, to pay or to cancel it: once its hold "
     "has ended, the buyer may order again."},
    {limit_reached, "limit_reached", 409, "This buyer has reached the limit",
     "With this order the buyer would hold or have bought more units of the SKU than per_buyer_limit allows in "
     "this sale. Nothing was changed. Units of cancelled and expired orders count no longer."},
    {sold_out, "sold_out", 409, "Sold out",
     "The stock, or the sale's quota, has fewer units left than the order asks for; the problem's sku says of "
     "what. Nothing was changed, and the idempotency key is still free: the same request may be tried again, since "
     "units return when holds end unpaid."},
    {insufficient_stock, "insufficient_stock", 409, "The stock would fall below zero",
     "An adjustment can take away only what is available: units held or sold are spoken for. Nothing was changed."},
    {out_of_range, "out_of_range", 409, "A sum would pass its bound",
     "No sum that people see may pass 10^18, and this write would take one there. Nothing was changed."},
    {sale_started, "sale_started", 409, "A started sale can't be changed so",
     "Once a sale has started, its prices, currency, start and one_order_in_flight are fixed, quotas may only grow "
     "or go, and items may be added but not removed. Nothing was changed. The detail says what stands in the way."},
    {already_paid, "already_paid", 409, "The order has been paid by another payment",
     "Another payment id has paid this order. Nothing was changed. Refund the second payment."},
    {amount_mismatch, "amount_mismatch", 409, "The amount is not the order's total",
     "A payment pays an order's total, to the minor unit. Nothing was changed."},
    {hold_expired, "hold_expired", 409, "The order's hold had ended",
     "The payment came at or after hold_expires_at and the units could not be given to the buyer again. The "
     "payment and its refund_due are on record: give the money back. Telling the same payment again changes "
     "nothing more."},
    {wrong_status, "wrong_status", 409, "The order's status does not allow this",
     "A hold ends once: paid, cancelled or expired. The problem's order_status says how this one did. Where money "
     "had come for a cancelled order, a refund_due is on record."},
    {events_gone, "events_gone", 410, "Events this old are no longer kept",
     "The problem's oldest_position is the first that is. Read on from there, and take what came before from your "
     "own records."},
    {capacity_reached, "capacity_reached", 507, "The server is as full as it was set up to be",
     "A table of the server's state (SKUs, sales, orders, buyers, keys) has reached the capacity that its operator "
     "gave it; the detail says which. Nothing was changed. The operator can raise it and start the server again."},
    {overloaded, "overloaded", 503, "More requests wait than the queue may hold",
     "The request was turned away at once. Nothing was changed. Try again with the same idempotency key after the "
     "seconds in Retry-After, and a little later each time."},
    {not_ready, "not_ready", 503, "The server takes no orders now",
     "It is starting, draining before its end, or can't write its journal. Nothing was changed by this request. "
     "/readyz tells when it is ready. Or it can't know whether a signed request has come before: sign it anew after "
     "the seconds in Retry-After."},
    {not_durable, "not_durable", 503, "The write could not be made durable",
     "The journal could not be written, so the outcome is unknown until the server has restarted and read its "
     "journal back. Then try again with the same idempotency key or payment: it acts at most once."},
    {internal_error, "internal_error", 500, "The server has met a fault of its own",
     "This is a defect of the server, not of the request. Its log says more. A retry with the same idempotency key "
     "is safe."},
}};

constexpr bool in_order_of_code() {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].code != static_cast<ProblemCode>(i)) return false;
  }
  return true;
}
static_assert(in_order_of_code(), "kind_of() looks a kind up by its code's number");

}  // namespace

const ProblemKind& kind_of(ProblemCode code) { return kinds[static_cast<std::size_t>(code)]; }

std::span<const ProblemKind> all_problems() { return kinds; }

std::string problem_path(const ProblemKind& kind) {
  std::string path = "/problems/";
  for (const char c : kind.name) path.push_back(c == '_' ? '-' : c);
  return path;
}

}  // namespace doorbuster::net
