// Whose task it is and which is next.
#include "loadtest/drive/agenda.hpp"

#include <gtest/gtest.h>

namespace doorbuster::loadtest {
namespace {

using std::chrono::seconds;

const Clock::time_point start{};

Plan plan_of_five() {
  Plan plan;
  for (int i = 0; i < 5; ++i) plan.arrivals.push_back({.due = seconds(i), .buyer = 0, .lines = {{.sku = 0, .qty = 1}}});
  plan.stock_changes.push_back({.due = seconds(1), .sku = 0, .delta = 1});
  return plan;
}

TEST(Agenda, SharesArrivalsAmongThreadsAndGivesStockChangesToTheFirst) {
  const Plan plan = plan_of_five();
  Agenda first(plan, start, 0, 2), second(plan, start, 1, 2);
  std::vector<std::size_t> order;
  while (!first.empty()) order.push_back(first.take().subject);
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 0, 2, 4}));
  order.clear();
  while (!second.empty()) order.push_back(second.take().subject);
  EXPECT_EQ(order, (std::vector<std::size_t>{1, 3}));
}

TEST(Agenda, TakesWhatIsDueFirstFromPlanAndFollowUpsAlike) {
  const Plan plan = plan_of_five();
  Agenda agenda(plan, start, 1, 2);
  agenda.add({.due = start + seconds(2), .intended = start, .subject = 7, .step = Step::settle});
  agenda.add({.due = start, .intended = start, .subject = 6, .step = Step::settle});
  EXPECT_EQ(agenda.next_due(), start);
  EXPECT_EQ(agenda.take().subject, 6u);
  EXPECT_EQ(agenda.take().subject, 1u);
  EXPECT_EQ(agenda.take().subject, 7u);
  EXPECT_EQ(agenda.take().subject, 3u);
  EXPECT_EQ(agenda.next_due(), std::nullopt);
}

TEST(Agenda, SendsTheCopiesOfAnOrderRightAfterIt) {
  Plan plan = plan_of_five();
  plan.arrivals[0].copies = 2;
  Agenda agenda(plan, start, 0, 2);
  std::vector<std::pair<std::uint32_t, bool>> placed;
  while (!agenda.empty()) {
    const Task task = agenda.take();
    if (task.step == Step::place) placed.emplace_back(task.subject, task.is_copy);
  }
  EXPECT_EQ(placed, (std::vector<std::pair<std::uint32_t, bool>>{
                        {0, false}, {0, true}, {0, true}, {2, false}, {4, false}}));
}

TEST(Agenda, SharesReadsAmongThreadsToo) {
  Plan plan = plan_of_five();
  for (int i = 0; i < 3; ++i) plan.reads.push_back({.due = seconds(9), .sku = std::nullopt});
  Agenda second(plan, start, 1, 2);
  std::vector<std::uint32_t> reads;
  while (!second.empty()) {
    const Task task = second.take();
    if (task.step == Step::read) reads.push_back(task.subject);
  }
  EXPECT_EQ(reads, (std::vector<std::uint32_t>{1}));
}

TEST(Agenda, ClearedHasNothingLeft) {
  const Plan plan = plan_of_five();
  Agenda agenda(plan, start, 0, 1);
  agenda.add({.due = start, .intended = start, .subject = 6, .step = Step::settle});
  agenda.clear();
  EXPECT_TRUE(agenda.empty());
}

}  // namespace
}  // namespace doorbuster::loadtest
