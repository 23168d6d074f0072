// Generations of sales: some kills each, with an audit after every one; then they are closed, and must stay as they
// are.
#include "tests/system/torture.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <functional>
#include <random>
#include <thread>

#include "tests/support/server_process.hpp"
#include "tests/system/crowd.hpp"

namespace doorbuster::system_tests {
namespace {

using std::chrono::milliseconds;

constexpr int sales_of_a_generation = 3;
constexpr int kills_of_a_generation = 8;
constexpr int kills_between_verifying = 20;
constexpr unsigned clients_of_a_sale = 3;
constexpr int load_ms_max = 200;
constexpr int start_ms_max = 60;    // about what a start takes: kills before, in and after the replay
constexpr int one_start_killed_in = 3;

// A sale, and what its clients know of it.
struct Stall {
  Market market;
  Ledger ledger;
};

// A sale that nobody touches any more, as it was when it was closed.
struct Closed {
  Market market;
  std::size_t orders;
};

std::size_t hash_of_orders(Storefront& shop, const Market& market) {
  std::string all;
  for (const auto& order : shop.orders("sale=" + market.sale)) all += boost::json::serialize(order);
  return std::hash<std::string>()(all);
}

std::vector<std::string> with(std::vector<std::string> flags, const std::vector<std::string>& more) {
  flags.insert(flags.end(), more.begin(), more.end());
  return flags;
}

class Torture {
 public:
  explicit Torture(const TortureOptions& options)
      : options_(options),
        random_(options.seed),
        server_(options.data, with({"--journal-segment-mib", "4", "--io-threads", "2"}, options.flags)) {}

  TortureReport run() {
    server_.start();
    while (goes_on()) {
      open_generation();
      for (int i = 0; i < kills_of_a_generation && goes_on(); ++i) one_kill();
      close_generation();
    }
    if (report_.complaints.empty()) end();
    return report_;
  }

 private:
  [[nodiscard]] bool goes_on() const { return report_.kills < options_.kills && report_.complaints.empty(); }
  [[nodiscard]] int below(int bound) { return std::uniform_int_distribution(0, bound - 1)(random_); }
  void pause(int ms_max) { std::this_thread::sleep_for(milliseconds(below(ms_max))); }

  void open_generation() {
    ++generation_;
    Storefront shop(server_.port());
    for (int i = 0; i < sales_of_a_generation; ++i) {
      const auto name = "sale-" + std::to_string(generation_) + "-" + std::to_string(i);
      open_market(shop, stalls_.emplace_back(Stall{mixed_market(name, name + "-"), {}}).market);
    }
  }

  void one_kill() {
    std::vector<std::unique_ptr<Crowd>> crowds;
    for (const auto& stall : stalls_) {
      const auto name = stall.market.sale + "-after-" + std::to_string(report_.kills);
      crowds.push_back(
          std::make_unique<Crowd>(stall.market, server_.port(), name, random_(), clients_of_a_sale));
    }
    pause(load_ms_max);
    kill();
    for (std::size_t i = 0; i < stalls_.size(); ++i) take(stalls_[i].ledger, crowds[i]->wait());
    if (options_.after_kill) options_.after_kill(report_.kills);
    if (report_.kills >= verify_next_) verify();
    start_again();
    audit();
    tell();
  }

  void kill() {
    server_.kill();
    ++report_.kills;
  }

  void start_again() {
    while (report_.kills < options_.kills && below(one_start_killed_in) == 0) {
      server_.launch();
      pause(start_ms_max);
      kill();
      ++report_.kills_in_start;
    }
    server_.start();
  }

  void take(Ledger& ledger, Ledger&& fresh) {
    for (const auto& attempt : fresh.orders) report_.cut_off += attempt.outcome == Outcome::unknown ? 1 : 0;
    report_.orders_attempted += fresh.orders.size();
    ledger.take(std::move(fresh));
  }

  void audit() {
    Storefront shop(server_.port());
    for (auto& [market, ledger] : stalls_) {
      if (options_.before_audit) options_.before_audit(ledger);
      note(resolve_unknown(shop, market, ledger));
      note(audit_orders(shop, market, ledger));
      note(audit_books(shop, market));
    }
  }

  void note(Complaints&& complaints) {
    std::move(complaints.begin(), complaints.end(), std::back_inserter(report_.complaints));
  }

  static std::uint64_t acknowledged_in(const Ledger& ledger) {
    return static_cast<std::uint64_t>(
        std::count_if(ledger.orders.begin(), ledger.orders.end(),
                      [](const auto& attempt) { return attempt.outcome == Outcome::acknowledged; }));
  }

  void close_generation() {
    Storefront shop(server_.port());
    for (auto& [market, ledger] : stalls_) {
      closed_acknowledged_ += acknowledged_in(ledger);
      closed_.push_back({market, hash_of_orders(shop, market)});
    }
    stalls_.clear();
    // One of the older ones too: whatever has been recovered many times since, it is as it was.
    check(shop, closed_[static_cast<std::size_t>(below(static_cast<int>(closed_.size())))]);
  }

  void check(Storefront& shop, const Closed& closed) {
    note(audit_books(shop, closed.market));
    if (hash_of_orders(shop, closed.market) == closed.orders) return;
    report_.complaints.push_back({Fault::lost, "the orders of " + closed.market.sale + " are not what they were"});
  }

  void verify() {
    verify_next_ = report_.kills + kills_between_verifying;
    const auto verified = support::run_program({"journal", "verify", options_.data.string()});
    if (verified.ending.exit_code == 0) return;
    report_.complaints.push_back({Fault::wrong, "the journal does not verify: " + verified.output});
  }

  void end() {
    Storefront shop(server_.port());
    for (const auto& closed : closed_) check(shop, closed);
    shop.http().close();
    const auto ending = server_.shut_down();
    if (ending.exit_code != 0) {
      report_.complaints.push_back({Fault::wrong, "the server did not stop in good order: " + server_.output()});
    }
    verify();
    tell();
  }

  void tell() {
    report_.orders_acknowledged = closed_acknowledged_;
    for (const auto& stall : stalls_) report_.orders_acknowledged += acknowledged_in(stall.ledger);
    if (options_.progress) options_.progress(report_);
  }

  const TortureOptions& options_;
  std::mt19937_64 random_;
  support::ServerProcess server_;
  int generation_ = 0;
  int verify_next_ = kills_between_verifying;
  std::vector<Stall> stalls_;
  std::vector<Closed> closed_;
  std::uint64_t closed_acknowledged_ = 0;
  TortureReport report_;
};

}  // namespace

std::size_t TortureReport::count(Fault fault) const {
  return static_cast<std::size_t>(std::count_if(complaints.begin(), complaints.end(),
                                                [fault](const auto& complaint) { return complaint.fault == fault; }));
}

TortureReport torture(const TortureOptions& options) { return Torture(options).run(); }

}  // namespace doorbuster::system_tests
