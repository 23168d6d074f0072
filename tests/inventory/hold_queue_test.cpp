// The queue of holds: what is due comes in order, and nothing that is held is ever lost.
#include "inventory/hold_queue.hpp"

#include <algorithm>
#include <random>

#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

std::vector<Hold> shuffled_holds(std::size_t count) {
  std::vector<Hold> holds;
  for (std::uint64_t i = 0; i < count; ++i) {
    holds.emplace_back(Instant{static_cast<std::int64_t>(i / 3)}, OrderNumber{i + 1});
  }
  std::shuffle(holds.begin(), holds.end(), std::mt19937{42});
  return holds;
}

TEST(Hold, KeepsWhenAndWhich) {
  for (const std::int64_t ms : {0ll, 1ll, -1ll, 1'700'000'000'000ll, 4'294'967'296ll, -4'294'967'297ll}) {
    const Hold hold(Instant{ms}, OrderNumber{4'000'000'000});
    EXPECT_EQ(hold.due(), Instant{ms});
    EXPECT_EQ(hold.order(), OrderNumber{4'000'000'000});
  }
}

TEST(Hold, IsOlderWhenDueSooner) {
  EXPECT_LT(Hold(Instant{-1}, {2}), Hold(Instant{0}, {1}));
  EXPECT_LT(Hold(Instant{0xffffffff}, {2}), Hold(Instant{0x100000000}, {1}));
  EXPECT_LT(Hold(Instant{5}, {1}), Hold(Instant{5}, {2}));
}

TEST(HoldQueue, EndsHoldsInTheOrderTheyAreDue) {
  HoldQueue queue(100);
  for (const Hold& hold : shuffled_holds(100)) queue.push(hold);
  for (std::uint64_t number = 1; number <= 100; ++number) {
    ASSERT_EQ(queue.top()->order(), OrderNumber{number});
    queue.pop();
  }
  EXPECT_EQ(queue.top(), std::nullopt);
}

TEST(HoldQueue, ListsTheOldestOfWhatIsDueAndKeepsThem) {
  HoldQueue queue(300);
  for (const Hold& hold : shuffled_holds(300)) queue.push(hold);
  const std::vector<Hold> due = queue.due(Instant{9}, 1000);
  ASSERT_EQ(due.size(), 30u);
  for (std::uint64_t i = 0; i < 30; ++i) EXPECT_EQ(due[i].order(), OrderNumber{i + 1});
  EXPECT_EQ(queue.due(Instant{9}, 7).size(), 7u);
  EXPECT_EQ(queue.all().size(), 300u);
}

TEST(HoldQueue, ListsNothingThatIsNotDue) {
  HoldQueue queue(4);
  EXPECT_TRUE(queue.due(Instant{100}, 10).empty());
  queue.push({Instant{101}, {1}});
  EXPECT_TRUE(queue.due(Instant{100}, 10).empty());
}

}  // namespace
}  // namespace doorbuster::inventory::tests
