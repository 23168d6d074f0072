// What a problem's body says, remembered by its bytes: most of a flash sale's answers are the same few refusals.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <span>
#include <string>

#include "loadtest/contract/reasons.hpp"
#include "loadtest/contract/views.hpp"
#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

struct Refusal {
  std::uint8_t reason = 0;          // of the ledger's reasons
  bool is_sold_out = false;
  std::uint16_t sku = no_sku;       // which the problem names, an index into the plan's
  std::optional<OrderStatus> order_status;
};

// One a thread.
class Refusals {
 public:
  // More different bodies than this are parsed each time.
  static constexpr std::size_t remembered_max = 2'048;

  // Both outlive it.
  Refusals(std::span<const std::string> sku_ids, Reasons& reasons) : sku_ids_(sku_ids), reasons_(reasons) {}

  // Fails if the body is no problem as the contract has it.
  [[nodiscard]] Outcome<Refusal> read(std::string_view body);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view body) const { return std::hash<std::string_view>{}(body); }
  };
  [[nodiscard]] Outcome<Refusal> parse(std::string_view body);

  std::span<const std::string> sku_ids_;
  Reasons& reasons_;
  boost::unordered_flat_map<std::string, Refusal, Hash, std::equal_to<>> known_;
};

}  // namespace doorbuster::loadtest
