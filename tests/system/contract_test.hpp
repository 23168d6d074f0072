// The fixture of the contract's tests: one server for all tests of the program, and for each test its own names, so
// that none sees another's SKUs, sales, buyers or keys.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/server_process.hpp"
#include "tests/system/problem_check.hpp"
#include "tests/system/storefront.hpp"

namespace doorbuster::system_tests {

class ContractTest : public ::testing::Test {
 protected:
  ContractTest();

  [[nodiscard]] static support::ServerProcess& server();
  [[nodiscard]] Storefront& shop() { return shop_; }

  // `what`, made this test's own.
  [[nodiscard]] std::string own(std::string_view what) const;
  // An idempotency key that none has had.
  [[nodiscard]] std::string new_key();

  // A SKU of this test with so much stock; its name.
  std::string stocked(std::int64_t units, std::string_view what = "lamp");
  // A sale of this test; its name.
  std::string opened(const Sale& terms, std::string_view what = "sale");
  // An accepted order of one unit of `sku`; its id.
  std::string held(const std::string& sale, const std::string& sku, std::string_view buyer = "buyer");
  std::string paid(const std::string& sale, const std::string& sku, std::string_view buyer = "buyer");

  // All that can be read of this test's things, and how many events there are.
  [[nodiscard]] std::string world();
  // `request` is answered with this problem, and changes nothing.
  void expect_refused(const std::function<Reply()>& request, int status, std::string_view code);

  // Until it is so; at most half a minute.
  [[nodiscard]] static bool eventually(const std::function<bool()>& so);
  [[nodiscard]] bool comes_to(const std::string& order, std::string_view status);
  // The facts of one type about one order.
  [[nodiscard]] std::vector<boost::json::value> events_of(const std::string& order, std::string_view type);

 private:
  Storefront shop_;
  std::string prefix_;
  std::uint64_t keys_ = 0;
  std::int64_t first_position_ = 0;
  std::vector<std::string> skus_;
  std::vector<std::string> sales_;
};

}  // namespace doorbuster::system_tests
