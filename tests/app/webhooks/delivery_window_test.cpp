// A page on its way: order, how many at once, and that the position never passes what isn't delivered.
#include "app/webhooks/delivery_window.hpp"

#include <gmock/gmock.h>

#include <random>

namespace doorbuster::app {
namespace {

std::vector<Message> messages(std::size_t count, std::uint64_t first = 10) {
  std::vector<Message> all;
  for (std::uint64_t i = 0; i < count; ++i) all.push_back({.event = {first + i, {0}, "order_paid"}});
  return all;
}

std::uint64_t position_of(const DeliveryWindow& window, std::uint64_t before = 0) {
  std::optional<EventMark> last;
  window.move_on(before, last);
  return before;
}

TEST(DeliveryWindow, OneAtATimeKeepsTheOrder) {
  DeliveryWindow window(1);
  window.load(messages(3), 20);
  EXPECT_EQ(window.next(), 0u);
  EXPECT_EQ(window.next(), std::nullopt);
  window.failed(0);
  EXPECT_EQ(window.next(), 0u);
  window.delivered(0);
  EXPECT_EQ(position_of(window), 10u);
  EXPECT_EQ(window.next(), 1u);
  window.delivered(1);
  EXPECT_EQ(window.next(), 2u);
  window.delivered(2);
  EXPECT_TRUE(window.done());
  EXPECT_EQ(position_of(window), 20u);
}

TEST(DeliveryWindow, StandsBeforeTheFirstThatIsNotDelivered) {
  DeliveryWindow window(3);
  window.load(messages(3), 20);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(window.next(), i);
  window.delivered(2);
  window.delivered(1);
  EXPECT_EQ(position_of(window, 5), 5u);
  EXPECT_FALSE(window.done());
  window.delivered(0);
  EXPECT_EQ(position_of(window, 5), 20u);
}

TEST(DeliveryWindow, OneGoesAtATimeWhileItFailsAndTwiceAsManyWithEachDelivery) {
  DeliveryWindow window(4);
  window.load(messages(20), 40);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(window.next(), i);
  window.failed(1);
  EXPECT_EQ(window.next(), std::nullopt);  // three are under way
  window.failed(0);
  window.failed(2);
  window.failed(3);
  EXPECT_EQ(window.next(), 0u);
  EXPECT_EQ(window.next(), std::nullopt);
  window.delivered(0);
  EXPECT_EQ(window.next(), 1u);
  EXPECT_EQ(window.next(), 2u);
  EXPECT_EQ(window.next(), std::nullopt);
  window.delivered(1);
  EXPECT_EQ(window.next(), 3u);
  EXPECT_EQ(window.next(), 4u);
  EXPECT_EQ(window.next(), 5u);
  EXPECT_EQ(window.next(), std::nullopt);  // never more than four
  EXPECT_EQ(window.under_way(), 4u);
}

TEST(DeliveryWindow, APageWithoutMessagesLeadsOn) {
  DeliveryWindow window(1);
  window.load({}, 30);
  EXPECT_TRUE(window.done());
  EXPECT_EQ(position_of(window, 10), 30u);
}

TEST(DeliveryWindow, WhatWasDroppedLeadsNowhere) {
  DeliveryWindow window(1);
  window.load(messages(2), 30);
  EXPECT_EQ(window.next(), 0u);
  window.failed(0);
  window.clear();
  EXPECT_TRUE(window.done());
  EXPECT_EQ(position_of(window, 3), 3u);
}

TEST(DeliveryWindow, WhateverHappensThePositionNeverPassesWhatIsNotDelivered) {
  std::mt19937 dice(17);
  for (std::size_t in_flight = 1; in_flight <= 8; ++in_flight) {
    DeliveryWindow window(in_flight);
    window.load(messages(40, 1), 50);
    std::vector<std::size_t> under_way;
    std::vector<bool> taken(41, false);
    while (!window.done()) {
      while (const auto index = window.next()) under_way.push_back(*index);
      ASSERT_FALSE(under_way.empty());
      ASSERT_LE(under_way.size(), in_flight);
      const auto chosen = under_way.begin() + static_cast<std::ptrdiff_t>(dice() % under_way.size());
      const std::size_t index = *chosen;
      under_way.erase(chosen);
      if (dice() % 3 == 0) {
        window.failed(index);
      } else {
        window.delivered(index);
        taken[window.message(index).event.position] = true;
      }
      for (std::uint64_t position = 1; position <= std::min<std::uint64_t>(position_of(window), 40); ++position) {
        ASSERT_TRUE(taken[position]) << position;
      }
    }
  }
}

}  // namespace
}  // namespace doorbuster::app
