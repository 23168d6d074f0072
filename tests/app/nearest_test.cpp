// Suggestions for mistyped words.
#include "app/nearest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace doorbuster::app {
namespace {

const std::vector<std::string> words{"listen", "data", "max_orders", "max_sales"};

TEST(Nearest, FindsTheWordThatWasMistyped) {
  EXPECT_EQ(nearest("lsiten", words), "listen");
  EXPECT_EQ(nearest("dat", words), "data");
  EXPECT_EQ(nearest("max_order", words), "max_orders");
}

TEST(Nearest, PrefersTheLeastDifference) { EXPECT_EQ(nearest("max_sale", words), "max_sales"); }

TEST(Nearest, SuggestsNothingForAWordThatIsLikeNone) {
  EXPECT_EQ(nearest("thread_pool_size", words), "");
  EXPECT_EQ(nearest("", std::vector<std::string>{"listen"}), "");
}

}  // namespace
}  // namespace doorbuster::app
