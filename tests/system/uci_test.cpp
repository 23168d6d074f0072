// Real orders of many lines, and their cancellations, at stock below what they ask for: played by several clients, then
// audited.
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>
#include <iostream>
#include <thread>
#include <unordered_map>

#include "tests/system/audit.hpp"
#include "tests/system/own_server_test.hpp"
#include "tests/system/uci_orders.hpp"

namespace doorbuster::system_tests {
namespace {

using ::testing::IsEmpty;

constexpr unsigned clients = 4;
constexpr std::size_t batch_entries = 64;
constexpr int stock_percent = 70;

// Plays the steps of some of the buyers, in their order: orders in batches, paying every second one, and taking a
// buyer's newest order of a SKU back where the trace does.
class UciClient {
 public:
  UciClient(const UciTrace& trace, std::uint16_t port, unsigned number)
      : trace_(trace), shop_(port), number_(number), ledgers_(trace.markets.size()) {}

  void play() {
    for (const auto& step : trace_.steps) {
      if (step.buyer % clients != number_) continue;
      if (!step.cancels) {
        waiting_.push_back(&step);
        if (waiting_.size() == batch_entries) send_batch();
        continue;
      }
      send_batch();
      take_back(step);
    }
    send_batch();
  }

  [[nodiscard]] std::vector<Ledger>& ledgers() { return ledgers_; }

 private:
  void send_batch() {
    if (waiting_.empty()) return;
    boost::json::array entries;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // market, and index in its ledger
    for (const auto* step : waiting_) {
      auto& orders = ledgers_[step->market].orders;
      const Order order{trace_.markets[step->market].sale, "buyer-" + std::to_string(step->buyer), step->lines};
      const auto key = "uci-" + std::to_string(number_) + "-" + std::to_string(++keys_);
      orders.push_back({order, key, Outcome::unknown, {}, {}});
      entries.push_back(order.json());
      entries.back().as_object()["key"] = key;
      places.emplace_back(step->market, orders.size() - 1);
    }
    waiting_.clear();
    const auto body = boost::json::serialize(boost::json::object{{"orders", std::move(entries)}});
    const auto reply = shop_.send("POST", "/v1/orders/batch", body).json();
    for (std::size_t i = 0; i < places.size(); ++i) {
      note(places[i].first, ledgers_[places[i].first].orders[places[i].second], list(reply, "results").at(i));
    }
  }

  void note(std::size_t market, OrderAttempt& attempt, const boost::json::value& result) {
    if (integer(result, "status") != 201) {
      attempt.outcome = Outcome::refused;
      attempt.code = text(result.at("problem"), "code");
      return;
    }
    attempt.outcome = Outcome::acknowledged;
    attempt.id = text(result.at("order"), "order");
    for (const auto& line : attempt.order.lines) newest_[attempt.order.buyer + "/" + line.sku] = attempt.id;
    if (++accepted_ % 2 == 0) pay(market, attempt.id, integer(result.at("order"), "total"));
  }

  void pay(std::size_t market, const std::string& id, std::int64_t total) {
    const auto reply = shop_.pay(id, "p-" + id, total);
    ledgers_[market].payments.push_back(
        {id, "p-" + id, total, reply.status == 200 ? Outcome::acknowledged : Outcome::refused});
  }

  void take_back(const UciStep& step) {
    const auto found = newest_.find("buyer-" + std::to_string(step.buyer) + "/" + step.lines[0].sku);
    if (found == newest_.end()) return;  // bought before the trace began, or refused
    const auto reply = shop_.cancel(found->second);
    ledgers_[step.market].cancels.push_back(
        {found->second, reply.status == 200 ? Outcome::acknowledged : Outcome::refused});
    newest_.erase(found);
  }

  const UciTrace& trace_;
  Storefront shop_;
  unsigned number_;
  std::vector<Ledger> ledgers_;  // by market
  std::vector<const UciStep*> waiting_;
  std::unordered_map<std::string, std::string> newest_;  // "buyer/sku": the order
  std::uint64_t keys_ = 0;
  std::uint64_t accepted_ = 0;
};

class UciOrders : public OwnServerTest {
 protected:
  void open_markets(const UciTrace& trace) {
    std::vector<std::jthread> threads;
    for (const auto& market : trace.markets) {
      threads.emplace_back([&] {
        Storefront own(server().port());
        open_market(own, market);
      });
    }
  }
  std::vector<Ledger> play(const UciTrace& trace) {
    std::vector<std::unique_ptr<UciClient>> players;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < clients; ++i) {
      players.push_back(std::make_unique<UciClient>(trace, server().port(), i));
      threads.emplace_back([player = players.back().get()] { player->play(); });
    }
    threads.clear();
    std::vector<Ledger> ledgers(trace.markets.size());
    for (auto& player : players) {
      for (std::size_t i = 0; i < ledgers.size(); ++i) ledgers[i].take(std::move(player->ledgers()[i]));
    }
    return ledgers;
  }
};

TEST_F(UciOrders, AreSoldWithinStockAllLinesOrNoneAndEveryAcceptedOneIsFound) {
  const std::filesystem::path file = DOORBUSTER_UCI_TRACE;
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the trace is not here: " << file;
  const auto trace = read_uci(file, DOORBUSTER_UCI_INVOICES, stock_percent);
  start();
  open_markets(trace);
  const auto ledgers = play(trace);
  std::size_t accepted = 0, refused = 0, cancelled = 0;
  Ledger all;
  for (std::size_t i = 0; i < ledgers.size(); ++i) {
    EXPECT_THAT(audit_orders(shop(), trace.markets[i], ledgers[i]), IsEmpty());
    EXPECT_THAT(audit_books(shop(), trace.markets[i]), IsEmpty());
    for (const auto& order : ledgers[i].orders) {
      (order.outcome == Outcome::acknowledged ? accepted : refused) += 1;
      EXPECT_EQ(order.code, order.outcome == Outcome::refused ? "sold_out" : "");
    }
    for (const auto& cancel : ledgers[i].cancels) cancelled += cancel.outcome == Outcome::acknowledged ? 1 : 0;
    all.take(Ledger(ledgers[i]));
  }
  EXPECT_THAT(audit_feed(shop(), all), IsEmpty());
  std::cout << trace.invoices << " invoices: " << accepted << " orders accepted, " << refused << " sold out, "
            << cancelled << " cancelled\n";
  EXPECT_GT(accepted, 0u);
  EXPECT_GT(refused, 0u) << "stock lies below demand";
  EXPECT_GT(cancelled, 0u);
}

}  // namespace
}  // namespace doorbuster::system_tests
