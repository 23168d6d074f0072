// One client's round: an order, and then perhaps its payment or its end.
#include "tests/system/crowd.hpp"

#include <cstdio>
#include <cstdlib>
#include <random>
#include <stop_token>

namespace doorbuster::system_tests {
namespace {

constexpr unsigned buyers = 4'000;
constexpr std::size_t lines_max = 3;
constexpr std::int64_t qty_max = 2;

// By its answer. 503 not_durable is the one error that leaves the outcome open.
Outcome outcome_of(const Reply& reply) {
  if (reply.status / 100 == 2) return Outcome::acknowledged;
  return text(reply.json(), "code") == "not_durable" ? Outcome::unknown : Outcome::refused;
}

}  // namespace

std::uint64_t seed_of_this_run() {
  const char* given = std::getenv("DOORBUSTER_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::printf("DOORBUSTER_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return seed;
}

struct Crowd::Client {
  Client(const Market& its_market, std::uint16_t port, std::string its_name, std::uint64_t seed)
      : market(its_market), shop(port), name(std::move(its_name)), random(seed) {}

  void run(const std::stop_token& stop) {
    try {
      while (!stop.stop_requested()) round();
    } catch (const NoAnswer&) {  // the attempt stays unknown in the ledger
    }
  }

  void round() {
    const auto& attempt = order();
    if (attempt.outcome != Outcome::acknowledged) return;
    switch (below(4)) {
      case 0:
      case 1:
        return pay(attempt.id);
      case 2:
        return cancel(attempt.id);
      default:
        return;
    }
  }

  const OrderAttempt& order() {
    Order wanted{market.sale, "buyer" + std::to_string(below(buyers)), {}};
    for (std::size_t i = 0, lines = 1 + below(lines_max); i < lines; ++i) {
      wanted.lines.push_back({market.items[below(market.items.size())].sku, 1 + std::int64_t(below(qty_max))});
    }
    auto& attempt = ledger.orders.emplace_back();
    attempt.order = std::move(wanted);
    attempt.key = name + "-" + std::to_string(ledger.orders.size());
    const auto reply = shop.place(attempt.order, attempt.key);
    attempt.outcome = outcome_of(reply);
    if (attempt.outcome == Outcome::acknowledged) {
      attempt.id = text(reply.json(), "order");
      total = integer(reply.json(), "total");
    } else {
      attempt.code = text(reply.json(), "code");
    }
    return attempt;
  }

  void pay(const std::string& id) {
    auto& attempt = ledger.payments.emplace_back(PaymentAttempt{id, "payment-of-" + id, total});
    attempt.outcome = outcome_of(shop.pay(id, attempt.payment, total));
  }

  void cancel(const std::string& id) {
    auto& attempt = ledger.cancels.emplace_back(CancelAttempt{id});
    attempt.outcome = outcome_of(shop.cancel(id));
  }

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random); }

  const Market& market;
  Storefront shop;
  std::string name;
  std::mt19937_64 random;
  Ledger ledger;
  std::int64_t total = 0;  // of the order last acknowledged
};

Crowd::Crowd(const Market& market, std::uint16_t port, std::string name, std::uint64_t seed, unsigned clients) {
  for (unsigned i = 0; i < clients; ++i) {
    clients_.push_back(std::make_unique<Client>(market, port, name + "-" + std::to_string(i), seed + i));
    threads_.emplace_back([client = clients_.back().get()](const std::stop_token& stop) { client->run(stop); });
  }
}

Crowd::~Crowd() = default;

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
