// Rounds of the twin's generator, a few requests at a time.
#include "tests/simulation/crowd.hpp"

#include <algorithm>
#include <string>

namespace doorbuster::simulation {

using namespace inventory;

namespace {

constexpr MerchantId bulk_merchant{7};
constexpr std::uint32_t skus_at_once = 25;  // the smallest queue has room for them

// As long as ids may be, so that the sale is large.
SkuId bulk_sku(std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return SkuId::parse(digits + std::string(limits::id_bytes - digits.size(), '-')).value();
}

}  // namespace

Crowd::Crowd(std::uint64_t seed, const Scenario& scenario)
    : scenario_(scenario), dice_(seed), generator_(seed) {}

Crowd::Asked Crowd::ask(Instant now) {
  generator_.it_is(now);
  Asked asked{{}, now};
  for (auto left = dice_.between(1, scenario_.requests_at_once); left > 0; --left) {
    const twin::Step step = generator_.next();
    asked.at = std::max(asked.at, step.now);
    if (const auto* command = std::get_if<Command>(&step.action)) asked.requests.emplace_back(*command);
    else if (const auto* query = std::get_if<Query>(&step.action)) asked.requests.emplace_back(*query);
  }
  if (scenario_.bulk_items > 0 && dice_.one_in(2)) ask_in_bulk(asked.requests);
  if (asked.requests.empty()) asked.requests.emplace_back(Query{ReadSku{bulk_merchant, bulk_sku(0)}});
  return asked;
}

void Crowd::learn(const Command& command, const twin::Outcome& outcome) {
  generator_.learn(command, outcome);
  const auto* put = std::get_if<PutSale>(&command);
  const bool refused = std::holds_alternative<Rejection>(outcome.answer.body);
  if (put && put->merchant == bulk_merchant && refused) bulk_skus_ = 0;  // a crash has taken some: put them again
}

// First the SKUs, then their sale, again and again in another version.
void Crowd::ask_in_bulk(std::vector<core::Request>& requests) {
  if (bulk_skus_ < scenario_.bulk_items) {
    for (std::uint32_t i = 0; i < skus_at_once && bulk_skus_ < scenario_.bulk_items; ++i) {
      requests.emplace_back(Command{PutSku{bulk_merchant, bulk_sku(bulk_skus_++), "One of many"}});
    }
    return;
  }
  SaleTerms terms;
  terms.sale = SaleId::parse("bulk").value();
  terms.name = "Sale in its version " + std::to_string(++bulk_sales_);
  terms.currency = Currency::parse("EUR").value();
  terms.starts_at = {limits::instant_ms_max - 1};
  terms.ends_at = {limits::instant_ms_max};
  terms.hold_seconds = 1;
  for (std::uint32_t i = 0; i < bulk_skus_; ++i) terms.items.push_back({bulk_sku(i), i, i, i});
  requests.emplace_back(Command{PutSale{bulk_merchant, terms}});
}

}  // namespace doorbuster::simulation
