// One client's round: an order or a batch of them, and then, of those accepted, the payment of some and the end of
// others.
#include "tests/system/crowd.hpp"

#include <boost/json/serialize.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stop_token>

namespace doorbuster::system_tests {

namespace json = boost::json;

namespace {

constexpr auto patience = std::chrono::seconds(60);
constexpr std::size_t buyers = 4'000;
constexpr std::size_t lines_max = 3;
constexpr std::size_t qty_max = 2;
constexpr std::size_t batch_entries = 24;

// 503 not_durable is the one error that leaves the outcome open. `told`: the problem, where it is one.
Outcome outcome_of(std::int64_t status, const json::value& told) {
  if (status / 100 == 2) return Outcome::acknowledged;
  return text(told, "code") == "not_durable" ? Outcome::unknown : Outcome::refused;
}

}  // namespace

std::uint64_t seed_of_this_run() {
  const char* given = std::getenv("DOORBUSTER_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::printf("DOORBUSTER_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return seed;
}

struct Crowd::Client {
  Client(const Market& its_market, std::uint16_t port, std::string its_name, std::uint64_t seed,
         std::atomic<std::size_t>& all_answers)
      : market(its_market), shop(port), name(std::move(its_name)), random(seed), answers(all_answers) {}

  void run(const std::stop_token& stop) {
    try {
      while (!stop.stop_requested()) round();
    } catch (const NoAnswer&) {  // the attempts stay unknown in the ledger
    }
  }

  void round() {
    const auto first = ledger.orders.size();
    totals.clear();
    below(3) == 0 ? order_batch() : order_one();
    for (std::size_t i = 0; i < totals.size(); ++i) {
      const auto& attempt = ledger.orders[first + i];
      if (attempt.outcome != Outcome::acknowledged) continue;
      const auto next = below(4);
      if (next < 2) pay(attempt.id, totals[i]);
      if (next == 2) cancel(attempt.id);
    }
  }

  void order_one() {
    auto& attempt = new_attempt();
    const auto reply = shop.place(attempt.order, attempt.key);
    note(attempt, reply.status, reply.json());
  }

  void order_batch() {
    const auto first = ledger.orders.size();
    json::array entries;
    for (std::size_t i = 0; i < batch_entries; ++i) {
      const auto& attempt = new_attempt();
      entries.push_back(attempt.order.json());
      entries.back().as_object()["key"] = attempt.key;
    }
    const auto reply =
        shop.send("POST", "/v1/orders/batch", json::serialize(json::object{{"orders", std::move(entries)}}));
    const auto told = reply.json();
    for (std::size_t i = 0; i < batch_entries; ++i) {
      auto& attempt = ledger.orders[first + i];
      if (reply.status != 200) {
        note(attempt, reply.status, told);
        continue;
      }
      const auto& result = list(told, "results").at(i);
      note(attempt, integer(result, "status"), result.at(has(result, "order") ? "order" : "problem"));
    }
  }

  OrderAttempt& new_attempt() {
    auto& attempt = ledger.orders.emplace_back();
    attempt.order = {market.sale, "buyer" + std::to_string(below(buyers)), {}};
    for (std::size_t i = 0, lines = 1 + below(lines_max); i < lines; ++i) {
      const auto qty = static_cast<std::int64_t>(1 + below(qty_max));
      attempt.order.lines.push_back({market.items[below(market.items.size())].sku, qty});
    }
    attempt.key = name + "-" + std::to_string(ledger.orders.size());
    return attempt;
  }

  void note(OrderAttempt& attempt, std::int64_t status, const json::value& told) {
    attempt.outcome = outcome_of(status, told);
    const bool accepted = attempt.outcome == Outcome::acknowledged;
    (accepted ? attempt.id : attempt.code) = text(told, accepted ? "order" : "code");
    totals.push_back(accepted ? integer(told, "total") : 0);
    ++answers;
  }

  void pay(const std::string& id, std::int64_t total) {
    auto& attempt = ledger.payments.emplace_back(PaymentAttempt{id, "payment-of-" + id, total});
    const auto reply = shop.pay(id, attempt.payment, total);
    attempt.outcome = outcome_of(reply.status, reply.json());
  }

  void cancel(const std::string& id) {
    auto& attempt = ledger.cancels.emplace_back(CancelAttempt{id});
    const auto reply = shop.cancel(id);
    attempt.outcome = outcome_of(reply.status, reply.json());
  }

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random); }

  const Market& market;
  Storefront shop;
  std::string name;
  std::mt19937_64 random;
  std::atomic<std::size_t>& answers;  // of the whole crowd
  Ledger ledger;
  std::vector<std::int64_t> totals;  // of this round's orders, 0 where refused
};

Crowd::Crowd(const Market& market, std::uint16_t port, std::string name, std::uint64_t seed, unsigned clients) {
  for (unsigned i = 0; i < clients; ++i) {
    clients_.push_back(std::make_unique<Client>(market, port, name + "-" + std::to_string(i), seed + i, answers_));
    threads_.emplace_back([client = clients_.back().get()](const std::stop_token& stop) { client->run(stop); });
  }
}

Crowd::~Crowd() = default;

bool Crowd::await_answers(std::size_t orders) const {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (answers_ < orders && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return answers_ >= orders;
}

Ledger Crowd::stop() {
  for (auto& thread : threads_) thread.request_stop();
  return wait();
}

Ledger Crowd::wait() {
  Ledger all;
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  for (auto& client : clients_) all.take(std::move(client->ledger));
  return all;
}

}  // namespace doorbuster::system_tests
