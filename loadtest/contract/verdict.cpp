// Sorts answers by what the contract says of their status, and holds orders against the plan.
#include "loadtest/contract/verdict.hpp"

#include <fmt/format.h>

#include "loadtest/contract/order_text.hpp"
#include "loadtest/contract/wire.hpp"
#include "loadtest/figures/findings.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr unsigned too_many_requests = 429;

void make_unreadable(Verdict& verdict, std::string fault) {
  verdict.kind = VerdictKind::unreadable;
  verdict.fault = std::move(fault);
}

}  // namespace

bool is_success(const HttpReply& reply) { return reply.status >= 200 && reply.status < 300; }

bool is_failure(const Exchange& exchange) {
  return !exchange || exchange->status >= 500 || exchange->status == too_many_requests;
}

Verdict Judge::answer(const Exchange& exchange) {
  Verdict verdict;
  if (exchange) verdict.retry_after = exchange->retry_after;
  if (is_failure(exchange)) return verdict;
  verdict.replayed = exchange->replayed;
  if (is_success(*exchange)) {
    verdict.kind = VerdictKind::done;
    return verdict;
  }
  const Outcome<Refusal> refusal = refusals_.read(exchange->body);
  if (!refusal) {
    make_unreadable(verdict, refusal.error().sentence);
  } else if (exchange->status < 400) {
    make_unreadable(verdict, "The server's answer is neither a success nor a refusal.");
  } else {
    verdict.kind = VerdictKind::refused;
    verdict.refusal = *refusal;
  }
  return verdict;
}

Verdict Judge::order_answer(const Exchange& exchange, std::uint32_t arrival) {
  Verdict verdict = answer(exchange);
  if (verdict.kind != VerdictKind::done) return verdict;
  const auto take = [&](const OrderText& text) -> Outcome<void> {
    if (read_order_of(text, arrival, verdict.order)) return {};
    return Problem{"The id, status or time of an answered order is not as the contract says."};
  };
  TextCursor cursor(exchange->body);
  const bool is_plain = take_order(cursor, text_) && cursor.at_end();
  const Outcome<void> read = is_plain ? take(text_) : read_order(exchange->body, take);
  if (!read) make_unreadable(verdict, read.error().sentence);
  return verdict;
}

bool Judge::read_order_of(const OrderText& text, std::uint32_t arrival, ToldOrder& order) const {
  const std::optional<OrderId> id = OrderId::from(text.order);
  const std::optional<OrderStatus> status = status_of(text.status);
  const std::optional<std::int64_t> created_at = read_time(text.created_at);
  if (!id || !status || !created_at) return false;
  const bool as_asked =
      scrutiny_ == Scrutiny::status_alone || is_as_asked(text, script_.plan.arrivals[arrival]);
  order = {.order = *id, .created_at = *created_at, .status = *status, .as_asked = as_asked};
  return true;
}

bool Judge::is_as_asked(const OrderText& text, const Arrival& arrival) const {
  if (text.sale != script_.sale || text.buyer != script_.plan.buyers[arrival.buyer] ||
      text.currency != script_.currency || text.total != total_of(script_, arrival) ||
      text.lines.size() != arrival.lines.size()) {
    return false;
  }
  for (std::size_t i = 0; i < text.lines.size(); ++i) {
    const LineText& told = text.lines[i];
    const PlannedLine& asked = arrival.lines[i];
    if (told.sku != sku_ids_[asked.sku] || told.qty != asked.qty ||
        told.unit_price != script_.plan.skus[asked.sku].price) {
      return false;
    }
  }
  return true;
}

Verdict Judge::read_answer(const Exchange& exchange, std::uint32_t read) {
  Verdict verdict = answer(exchange);
  const bool about_sku = script_.plan.reads[read].sku.has_value();
  if (verdict.kind != VerdictKind::done || !about_sku || scrutiny_ == Scrutiny::status_alone) return verdict;
  const Outcome<SkuView> sku = read_sku(exchange->body);
  if (!sku) {
    make_unreadable(verdict, sku.error().sentence);
  } else if (sku->received != sum_of(sum_of(sku->available, sku->held), sku->sold)) {
    make_unreadable(verdict, fmt::format("{} has received {}, but {} available, {} held and {} sold, in one answer.",
                                         sku->sku, sku->received, sku->available, sku->held, sku->sold));
  }
  return verdict;
}

}  // namespace doorbuster::loadtest
