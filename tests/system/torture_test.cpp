// The torture at a small size, and the proof that it finds what it looks for.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/scratch_directory.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/torture.hpp"

namespace doorbuster::system_tests {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

class TortureTest : public ::testing::Test {
 protected:
  [[nodiscard]] TortureOptions options(int kills) const {
    return {.kills = kills, .seed = seed_of_this_run(), .data = scratch_.path() / "data", .flags = {}};
  }
  [[nodiscard]] fs::path beside() const { return scratch_.path() / "older-copy"; }

 private:
  support::ScratchDirectory scratch_;
};

TEST_F(TortureTest, TenKillsLoseDoubleAndOversellNothing) {
  const auto report = torture(options(10));
  EXPECT_THAT(report.complaints, IsEmpty());
  EXPECT_EQ(report.kills, 10);
  EXPECT_GT(report.orders_acknowledged, 0u);
}

TEST_F(TortureTest, FindsAnAcknowledgedOrderThatWasNeverMade) {
  auto tampered = options(10);
  tampered.before_audit = [](Ledger& ledger) {
    if (ledger.orders.empty()) return;
    auto invented = ledger.orders.front();
    invented.key = "a-key-of-its-own";
    invented.outcome = Outcome::acknowledged;
    invented.id = "ord_00000000000000000000";
    ledger.orders.push_back(invented);
  };
  EXPECT_GT(torture(tampered).count(Fault::lost), 0u);
}

TEST_F(TortureTest, FindsAnOrderThatNobodyAskedFor) {
  auto tampered = options(10);
  tampered.before_audit = [](Ledger& ledger) {
    const auto known = std::find_if(ledger.orders.begin(), ledger.orders.end(),
                                    [](const auto& attempt) { return attempt.outcome == Outcome::acknowledged; });
    if (known != ledger.orders.end()) ledger.orders.erase(known);
  };
  EXPECT_GT(torture(tampered).count(Fault::doubled), 0u);
}

// One segment takes far more than ten kills' load: the first is the one that is written to.
TEST_F(TortureTest, FindsThatTheJournalWasTakenBack) {
  auto tampered = options(10);
  tampered.after_kill = [&](int) {
    const auto segment = tampered.data / "journal-00000001.seg";
    if (!fs::exists(beside())) {
      fs::copy_file(segment, beside());
    } else {
      fs::copy_file(beside(), segment, fs::copy_options::overwrite_existing);
    }
  };
  try {
    const auto report = torture(tampered);
    EXPECT_GT(report.count(Fault::lost), 0u) << "orders were taken back, and nobody noticed";
  } catch (const std::runtime_error& refused) {
    EXPECT_THAT(refused.what(), ::testing::HasSubstr("journal-00000001.seg"));
  }
}

}  // namespace
}  // namespace doorbuster::system_tests
