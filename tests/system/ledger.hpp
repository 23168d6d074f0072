// What a crowd of clients knows of its own doings: all they tried, and what they were told became of it. The audit
// compares it with what the server says.
#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "tests/system/requests.hpp"

namespace doorbuster::system_tests {

enum class Outcome : std::uint8_t {
  acknowledged,
  refused,  // by an answer that says that nothing was changed
  unknown,  // no answer came, or one that leaves it open
};

struct OrderAttempt {
  Order order;
  std::string key;
  Outcome outcome = Outcome::unknown;
  std::string id;    // acknowledged
  std::string code;  // refused
};

struct PaymentAttempt {
  std::string order;
  std::string payment;
  std::int64_t amount = 0;
  Outcome outcome = Outcome::unknown;
};

struct CancelAttempt {
  std::string order;
  Outcome outcome = Outcome::unknown;
};

struct Ledger {
  std::vector<OrderAttempt> orders;
  std::vector<PaymentAttempt> payments;
  std::vector<CancelAttempt> cancels;

  void take(Ledger&& other) {
    const auto move_to_end = [](auto& to, auto& from) {
      to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
      from.clear();
    };
    move_to_end(orders, other.orders);
    move_to_end(payments, other.payments);
    move_to_end(cancels, other.cancels);
  }
};

}  // namespace doorbuster::system_tests
