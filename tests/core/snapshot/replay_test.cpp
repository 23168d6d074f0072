// Folding batches with a look ahead: the same state whatever the batches, and of what doesn't fit the first is named.
#include "core/snapshot/replay.hpp"

#include <gtest/gtest.h>

#include "tests/core/histories/histories.hpp"

namespace doorbuster::core {
namespace {

using namespace inventory;

struct Recorded {
  std::vector<std::byte> body;
  BatchHeader header;
  [[nodiscard]] Batch batch() const { return {header, body}; }
};

Recorded record(std::span<const Event> events, std::uint64_t first_position = 1) {
  Recorded recorded;
  recorded.header.first_position = first_position;
  recorded.header.base_time_ms = events.front().at.ms;
  recorded.header.events = static_cast<std::uint32_t>(events.size());
  std::vector<std::byte> one(max_record_bytes);
  for (const Event& event : events) {
    const std::size_t size = encode_record(event, events.front().at, one);
    recorded.body.insert(recorded.body.end(), one.begin(), one.begin() + static_cast<std::ptrdiff_t>(size));
  }
  return recorded;
}

Shop busy_shop() {
  Shop shop;
  shop.open();
  shop.sell(60);
  shop.let_holds_end();
  return shop;
}

std::string refusal(const Recorded& recorded) {
  Replay replay(State(small_capacity()), {});
  const auto taken = replay.take(recorded.batch());
  return taken ? "it was taken" : taken.error().message;
}

TEST(Replay, LeadsToTheSameStateInBatchesOfAnySize) {
  const Shop shop = busy_shop();
  const std::span<const Event> events(shop.events());
  ASSERT_GT(events.size(), 100u);
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{15}, std::size_t{16},
                                 std::size_t{17}, std::size_t{33}, events.size()}) {
    Replay replay(State(small_capacity()), {});
    for (std::size_t first = 0; first < events.size(); first += size) {
      const auto part = events.subspan(first, std::min(size, events.size() - first));
      ASSERT_TRUE(replay.take(record(part, first + 1).batch()));
    }
    EXPECT_EQ(fingerprint(replay.state()), shop.fingerprint()) << size;
    EXPECT_EQ(replay.events(), events.size());
    EXPECT_EQ(replay.last_event_at(), events.back().at);
  }
}

TEST(Replay, NamesTheFirstEventThatDoesNotFit) {
  const Shop shop = busy_shop();
  for (std::size_t bad = 3; bad < shop.events().size(); ++bad) {
    std::vector<Event> events = shop.events();
    events.insert(events.begin() + static_cast<std::ptrdiff_t>(bad), events[2]);
    std::get<SalePut>(events[bad].fact).terms.ends_at = {0};
    EXPECT_NE(refusal(record(events)).find("event " + std::to_string(bad + 1) + " does not fit"), std::string::npos);
  }
}

TEST(Replay, NamesAnEventThatDoesNotFitBeforeALaterOneThatCantBeRead) {
  std::vector<Event> events = busy_shop().events();
  events.insert(events.begin() + 10, events[3]);
  Recorded recorded = record(events);
  const std::size_t readable = record(std::span(events).first(13)).body.size();
  recorded.body.resize(readable + 1);
  EXPECT_NE(refusal(recorded).find("event 11 does not fit what came before: an order's number is out of sequence"),
            std::string::npos);
}

TEST(Replay, NamesAnEventThatCantBeRead) {
  const Shop shop = busy_shop();
  for (const std::size_t whole : {std::size_t{0}, std::size_t{5}, std::size_t{30}}) {
    Recorded recorded = record(shop.events());
    recorded.body.resize(whole == 0 ? 0 : record(std::span(shop.events()).first(whole)).body.size());
    const std::string event = "event " + std::to_string(whole + 1);
    EXPECT_NE(refusal(recorded).find(event + " does not fit what came before: it can't be read"), std::string::npos);
  }
}

TEST(Replay, RefusesBytesAfterTheLastEvent) {
  Recorded recorded = record(busy_shop().events());
  recorded.body.push_back(std::byte{0});
  EXPECT_NE(refusal(recorded).find("there are bytes after the last event"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::core
