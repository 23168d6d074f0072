// Whose names meet in an index is known to no one outside the process.
#include "core/snapshot/empty_state.hpp"

#include <gtest/gtest.h>

#include "inventory/tables.hpp"

namespace doorbuster::core {
namespace {

constexpr inventory::Capacity small{.skus = 1, .sales = 1, .sale_items = 1, .orders = 1, .order_lines = 1,
                                    .buyers = 1, .stock_keys = 1, .payments = 1};

std::uint64_t hash_in(const inventory::State& state) { return state.tables().buyers.hash({1}, "ada"); }

TEST(EmptyState, HashesBuyersWithASecretOfTheProcess) {
  EXPECT_NE(hash_in(empty_state(small)), hash_in(inventory::State(small)));
  EXPECT_EQ(hash_in(empty_state(small)), hash_in(empty_state(small)));
}

}  // namespace
}  // namespace doorbuster::core
