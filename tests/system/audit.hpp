// Holds what the server says against what its clients were told: acknowledged within recovered within attempted, each
// exactly once, the books in balance, nobody over a limit. Through the API alone.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "tests/system/ledger.hpp"
#include "tests/system/market.hpp"

namespace doorbuster::system_tests {

enum class Fault : std::uint8_t {
  lost,      // acknowledged, and not there
  doubled,   // there more than once, or though nobody was ever told of it
  oversold,  // more than stock, quota or limit allow
  wrong,     // all else that is not as it must be
};

// One sentence for each thing that is not as it must be.
struct Complaint {
  Fault fault = Fault::wrong;
  std::string text;
};
using Complaints = std::vector<Complaint>;
inline void PrintTo(const Complaint& complaint, std::ostream* out) { *out << complaint.text; }

// Finds out what became of everything whose outcome is unknown, as a client would: by trying again with the same key
// or payment. After it all outcomes are known. A replay must be of an order that was there already.
[[nodiscard]] Complaints resolve_unknown(Storefront& shop, const Market& market, Ledger& ledger);

// Every order that the server lists was acknowledged and the other way round, once, with its lines and the status
// that its clients know of. All outcomes must be known. No hold may have ended by itself.
[[nodiscard]] Complaints audit_orders(Storefront& shop, const Market& market, const Ledger& ledger);

// What SKUs and sale say of themselves is what their orders come to, within stock, quotas and limits.
[[nodiscard]] Complaints audit_books(Storefront& shop, const Market& market);

// The event feed tells each order's facts once, in a possible order.
[[nodiscard]] Complaints audit_feed(Storefront& shop, const Ledger& ledger);

}  // namespace doorbuster::system_tests
