// The fixture of the tables of bad bodies: each is sent, refused with its code, and changes nothing, as all reads and
// the journal's fingerprint tell. $SKU, $SALE and $ORDER stand for things that exist.
#pragma once

#include <boost/algorithm/string/replace.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {

struct BadBody {
  const char* body;
  const char* code = "invalid_request";
};

class BadInput : public ContractTest {
 protected:
  BadInput() : sku_(stocked(10)), sale_(opened({.items = {{sku_}}})), order_(held(sale_, sku_)) {
    fingerprint_ = support::fingerprint_of(server().data());
  }

  std::string filled(std::string text) const {
    boost::replace_all(text, "$SKU", sku_);
    boost::replace_all(text, "$SALE", sale_);
    boost::replace_all(text, "$ORDER", order_);
    return text;
  }

  void expect_refused_each(std::string_view method, const std::string& target, const std::vector<BadBody>& bodies) {
    for (const auto& [body, code] : bodies) {
      SCOPED_TRACE(body);
      expect_refused(
          [&] {
            return shop().send(method, filled(target), filled(body), {{"Idempotency-Key", new_key()}});
          },
          400, code);
    }
    EXPECT_EQ(fingerprint_, support::fingerprint_of(server().data()));
  }

  std::string sku_, sale_, order_, fingerprint_;
};

}  // namespace doorbuster::system_tests
