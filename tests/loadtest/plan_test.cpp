// From rows to a plan: due times, invoices, bounds, cancellations and stock changes.
#include <gtest/gtest.h>

#include "loadtest/promotion/schedule.hpp"
#include "loadtest/promotion/trace_plan.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(Schedule, SpreadsArrivalsOfOneTimeUntilTheNext) {
  const std::vector<double> times{100, 100, 100, 115, 115, 130};
  const std::vector<nanoseconds> due = spread(times, 1.0);
  EXPECT_EQ(due, (std::vector<nanoseconds>{seconds(0), seconds(5), seconds(10), seconds(15), milliseconds(22'500),
                                           seconds(30)}));
}

TEST(Schedule, DividesBySpeed) {
  const std::vector<double> times{100, 160, 220};
  EXPECT_EQ(spread(times, 60.0), (std::vector<nanoseconds>{seconds(0), seconds(1), seconds(2)}));
}

TEST(Schedule, SpreadsTheLastTimeOverASecondOfTheTrace) {
  const std::vector<double> times{100, 100};
  EXPECT_EQ(spread(times, 2.0), (std::vector<nanoseconds>{seconds(0), milliseconds(250)}));
}

TEST(Schedule, OfNothingIsNothing) { EXPECT_TRUE(spread({}, 1.0).empty()); }

TraceRow row(double t, std::string buyer, std::string sku, std::string invoice = "", std::int64_t qty = 1,
             RowKind kind = RowKind::buy) {
  return {.t = t,
          .seq = 0,
          .buyer = std::move(buyer),
          .sku = std::move(sku),
          .invoice = std::move(invoice),
          .qty = qty,
          .kind = kind};
}

Plan plan_of(const std::vector<TraceRow>& rows, std::uint64_t orders_max = 0, double pay = 1.0) {
  return plan_from_trace(rows, {.speed = 1.0, .orders_max = orders_max, .pay = pay, .price = 500, .seed = 1});
}

TEST(TracePlan, MakesEachRowWithoutAnInvoiceAnOrder) {
  const Plan plan = plan_of({row(0, "a", "x"), row(1, "a", "x"), row(2, "b", "y")});
  ASSERT_EQ(plan.arrivals.size(), 3u);
  EXPECT_EQ(plan.buyers, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(plan.arrivals[1].buyer, plan.arrivals[0].buyer);
  EXPECT_EQ(plan.skus[plan.arrivals[2].lines[0].sku].name, "y");
  EXPECT_EQ(plan.skus[0].price, 500);
  EXPECT_EQ(plan.arrivals[2].intent, Intent::pay);
}

TEST(TracePlan, GathersAnInvoicesRowsAndAddsUpLinesOfOneSku) {
  const Plan plan = plan_of(
      {row(0, "a", "x", "1", 2), row(0, "a", "y", "1"), row(1, "b", "x", "2"), row(2, "a", "x", "1", 3)});
  ASSERT_EQ(plan.arrivals.size(), 2u);
  ASSERT_EQ(plan.arrivals[0].lines.size(), 2u);
  EXPECT_EQ(plan.arrivals[0].lines[0].qty, 5);
  EXPECT_EQ(plan.arrivals[1].due, seconds(1));
  EXPECT_EQ(demand_of(plan), (std::vector<std::int64_t>{6, 1}));
}

TEST(TracePlan, SplitsOrdersOfTooManyLines) {
  std::vector<TraceRow> rows;
  for (int i = 0; i < 250; ++i) rows.push_back(row(0, "a", "s" + std::to_string(i), "1"));
  const Plan plan = plan_of(rows);
  ASSERT_EQ(plan.arrivals.size(), 3u);
  EXPECT_EQ(plan.arrivals[0].lines.size(), 100u);
  EXPECT_EQ(plan.arrivals[2].lines.size(), 50u);
  ASSERT_EQ(plan.notes.size(), 1u);
  EXPECT_EQ(plan.notes[0], "1 orders of more than 100 lines are played as several orders.");
}

TEST(TracePlan, LeavesOutQuantitiesThatNoOrderMayHaveAndSaysSo) {
  const Plan plan = plan_of(
      {row(0, "a", "x", "1", 0), row(0, "a", "x", "2", 1'000'001), row(1, "a", "x", "3", 1'000'000)});
  ASSERT_EQ(plan.arrivals.size(), 1u);
  ASSERT_EQ(plan.notes.size(), 1u);
  EXPECT_EQ(plan.notes[0].substr(0, 8), "2 lines ");
}

TEST(TracePlan, LeavesOutNonProductsAndTheLeastWantedSkusAndSaysSo) {
  std::vector<TraceRow> rows{row(0, "a", "postage", "1", 1, RowKind::non_product)};
  for (std::size_t i = 0; i < skus_per_sale_max + 1; ++i) {
    rows.push_back(row(1, "a", "s" + std::to_string(i), "", i == 3 ? 1 : 2));
  }
  const Plan plan = plan_of(rows);
  EXPECT_EQ(plan.skus.size(), skus_per_sale_max);
  EXPECT_EQ(plan.arrivals.size(), skus_per_sale_max);
  EXPECT_EQ(plan.notes.size(), 2u);
  for (const PlannedSku& sku : plan.skus) EXPECT_NE(sku.name, "s3");
}

TEST(TracePlan, CancelsTheBuyersLatestEarlierOrderOfTheSku) {
  const Plan plan = plan_of({row(0, "a", "x", "1"), row(10, "a", "x", "2"), row(15, "b", "x", "3"),
                             row(20, "a", "x", "4", -1, RowKind::cancel), row(30, "a", "x", "5"),
                             row(40, "b", "y", "6")});
  EXPECT_EQ(plan.arrivals[0].intent, Intent::pay);
  EXPECT_EQ(plan.arrivals[1].intent, Intent::cancel);
  EXPECT_EQ(plan.arrivals[1].pause, seconds(10));
  EXPECT_EQ(plan.arrivals[2].intent, Intent::pay);
  EXPECT_EQ(plan.arrivals[3].intent, Intent::pay);
}

TEST(TracePlan, CountsCancellationsThatFindNoOrder) {
  const Plan plan = plan_of({row(0, "a", "x"), row(1, "b", "x", "", -1, RowKind::cancel), row(2, "a", "x")});
  ASSERT_EQ(plan.notes.size(), 1u);
  EXPECT_NE(plan.notes[0].find("1 cancellations"), std::string::npos);
}

TEST(TracePlan, TurnsAdjustmentsIntoStockChanges) {
  const Plan plan = plan_of({row(0, "a", "x"), row(5, "w", "x", "", -3, RowKind::stock_adjust), row(9, "a", "x")});
  ASSERT_EQ(plan.stock_changes.size(), 1u);
  EXPECT_EQ(plan.stock_changes[0], (StockChange{.due = seconds(5), .sku = 0, .delta = -3}));
}

TEST(TracePlan, PlaysOnlySoManyOrdersAsAsked) {
  EXPECT_EQ(plan_of({row(0, "a", "x"), row(1, "b", "x"), row(2, "c", "x")}, 2).arrivals.size(), 2u);
}

TEST(TracePlan, LetsOnlyTheGivenSharePay) {
  const Plan plan = plan_of({row(0, "a", "x"), row(1, "b", "x")}, 0, 0.0);
  for (const Arrival& arrival : plan.arrivals) EXPECT_EQ(arrival.intent, Intent::abandon);
}

}  // namespace
}  // namespace doorbuster::loadtest
