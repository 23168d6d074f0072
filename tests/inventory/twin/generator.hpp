// Random sequences of commands, queries and time from a seed: a few merchants with few SKUs, so that everything
// meets everything. It learns from the outcomes what there is to pay, cancel, change and try again.
#pragma once

#include <map>
#include <utility>
#include <variant>
#include <vector>

#include "inventory/inventory.hpp"
#include "tests/support/dice.hpp"
#include "tests/inventory/twin/outcome.hpp"

namespace doorbuster::inventory::twin {

struct Sweep {};

struct Step {
  Instant now;
  std::variant<Sweep, Command, Query> action;
};

class Generator {
 public:
  explicit Generator(std::uint64_t seed);

  [[nodiscard]] Step next();
  // The machine's time, where it is another than the last step's.
  void it_is(Instant now) { now_ = now; }
  // What became of the command of the last step.
  void learn(const Command& command, const Outcome& outcome);

 private:
  // How the crowd behaves for a while.
  enum class Tide { quiet, rush, settling, trading };
  struct KnownOrder {
    MerchantId merchant;
    OrderNumber number;
    Money total = 0;
    Instant ends;
  };
  using SaleKey = std::pair<MerchantId, SaleId>;

  void prepare();
  void turn_tide();
  void pass_time();
  [[nodiscard]] Command any_command();
  [[nodiscard]] Query any_query();

  [[nodiscard]] Command put_sku();
  [[nodiscard]] Command adjust_stock();
  [[nodiscard]] Command put_sale();
  [[nodiscard]] Command place_order();
  [[nodiscard]] Command try_again();
  [[nodiscard]] Command pay();
  [[nodiscard]] Command cancel();
  [[nodiscard]] Command settle_at_the_edge();

  [[nodiscard]] SaleTerms new_terms(const SaleId& sale);
  [[nodiscard]] std::uint32_t any_hold_seconds();
  [[nodiscard]] SaleItemTerms new_item(const SkuId& sku);
  void change(SaleTerms& terms);
  void change(SaleItemTerms& item);
  [[nodiscard]] WantedLines wanted_lines();

  [[nodiscard]] MerchantId any_merchant();
  [[nodiscard]] SkuId any_sku();
  [[nodiscard]] SaleId any_sale(MerchantId merchant);
  [[nodiscard]] BuyerId any_buyer();
  [[nodiscard]] KnownOrder any_order();
  [[nodiscard]] KeyDigest fresh_key(MerchantId merchant);
  [[nodiscard]] BodyDigest fresh_body();

  support::Dice dice_;
  Instant now_;
  Tide tide_ = Tide::quiet;
  std::int64_t steps_until_turn_ = 0;
  std::vector<Command> planned_;  // from the back
  std::vector<KnownOrder> orders_;
  std::vector<Command> tried_;  // those with a key
  std::map<SaleKey, SaleTerms> sales_;
  std::map<MerchantId, std::vector<SaleId>> sale_names_;
  std::uint64_t keys_ = 0;
  std::uint64_t bodies_ = 0;
};

}  // namespace doorbuster::inventory::twin
