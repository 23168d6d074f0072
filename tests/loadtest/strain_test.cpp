// When the harness has to say that it could not keep up, and whose fault it was.
#include "loadtest/drive/strain.hpp"

#include <gtest/gtest.h>

namespace doorbuster::loadtest {
namespace {

using std::chrono::seconds;

TEST(Strain, OfARunInTimeIsNothingToSpeakOf) {
  EXPECT_TRUE(warnings_of({}, 64).empty());
  EXPECT_TRUE(warnings_of({.offered = 1'000, .sent_late = 10, .waited = 10, .backlog = {}}, 64).empty());
}

TEST(Strain, NamesALateLoad) {
  const auto warnings = warnings_of({.offered = 1'000, .sent_late = 32, .waited = 0, .backlog = {}}, 64);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("The load itself could not keep up: 3.2 % of the orders"), std::string::npos);
}

TEST(Strain, NamesTheServerWhereTheLoadSleptWhileItWaited) {
  const Backlog backlog{.lasted = seconds(10), .slept = seconds(9)};
  const auto warnings = warnings_of({.offered = 1'000, .sent_late = 0, .waited = 500, .backlog = backlog}, 64);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("50.0 % of the orders waited"), std::string::npos);
  EXPECT_NE(warnings[0].find("all connections (64) were busy"), std::string::npos);
  EXPECT_NE(warnings[0].find("The server is slower"), std::string::npos);
}

TEST(Strain, SuspectsTheLoadWhereItNeverSlept) {
  const Backlog backlog{.lasted = seconds(10), .slept = seconds(0)};
  const auto warnings = warnings_of({.offered = 1'000, .sent_late = 0, .waited = 500, .backlog = backlog}, 64);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("it may be the load that was too slow"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::loadtest
