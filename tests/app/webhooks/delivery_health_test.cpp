// Pauses that grow, up to a ceiling, by dice; and when an endpoint is disabled.
#include "app/webhooks/delivery_health.hpp"

#include <gmock/gmock.h>

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr RetryRules rules{.first = 1s, .longest = 60s, .give_up = 3600s};
constexpr inventory::Instant noon{1'000'000'000};

inventory::Instant at(std::chrono::milliseconds later) { return {noon.ms + later.count()}; }

TEST(PauseAfter, DoublesItsCeilingUpToTheLongest) {
  std::vector<std::chrono::milliseconds> ceilings;
  for (std::uint32_t tries = 1; tries <= 8; ++tries) ceilings.push_back(pause_after(tries, rules, 1.0, {}));
  EXPECT_THAT(ceilings, testing::ElementsAre(1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s));
  EXPECT_EQ(pause_after(4'000'000'000u, rules, 1.0, {}), 60s);
}

TEST(PauseAfter, LiesAnywhereBelowItsCeiling) {
  EXPECT_EQ(pause_after(4, rules, 0.5, {}), 4s);
  EXPECT_EQ(pause_after(4, rules, 0.1, {}), 800ms);
  EXPECT_EQ(pause_after(4, rules, 0.0, {}), pause_min);
}

TEST(PauseAfter, IsNoShorterThanTheReceiverAsks) {
  EXPECT_EQ(pause_after(1, rules, 1.0, 30s), 30s);
  EXPECT_EQ(pause_after(6, rules, 1.0, 30s), 32s);
  EXPECT_EQ(pause_after(1, rules, 0.0, 300s), 300s);
  EXPECT_EQ(pause_after(1, rules, 1.0, std::chrono::seconds::max()), retry_after_max);
}

TEST(TryResult, IsDeliveredByA2xxAlone) {
  for (const int status : {200, 204, 299}) EXPECT_TRUE((TryResult{.status = status, .error = {}}.delivered()));
  for (const int status : {0, 199, 300, 302, 404, 410, 429, 500}) {
    EXPECT_FALSE((TryResult{.status = status, .error = {}}.delivered())) << status;
  }
  EXPECT_FALSE((TryResult{.status = 200, .error = "connection reset"}.delivered()));
}

TEST(DeliveryHealth, CountsFailuresAndForgetsThemWithADelivery) {
  EndpointState state;
  note_failure(state, {.status = 500, .error = {}}, rules, noon, 1.0);
  note_failure(state, {.status = 0, .error = "connection refused"}, rules, at(10s), 1.0);
  EXPECT_EQ(state.tries, 2u);
  EXPECT_EQ(state.failing_since, noon);
  EXPECT_EQ(state.next_try, at(12s));
  EXPECT_EQ(state.last_error, "connection refused");
  EXPECT_EQ(until_next_try(state, at(10s)), 2s);
  EXPECT_EQ(until_next_try(state, at(13s)), 0s);

  note_delivery(state, at(11s), false);  // sent before all that
  EXPECT_EQ(state.tries, 2u);
  note_delivery(state, at(14s), true);
  EXPECT_EQ(state.tries, 0u);
  EXPECT_EQ(state.delivered, 2u);
  EXPECT_FALSE(state.failing_since || state.next_try);
}

TEST(DeliveryHealth, WaitsNoLongerThanAnyPauseMayBeHoweverTheClockIsSet) {
  EndpointState state;
  note_failure(state, {.status = 500, .error = {}}, rules, noon, 1.0);
  EXPECT_EQ(until_next_try(state, {0}), retry_after_max);
}

TEST(DeliveryHealth, DisablesWhatIsGoneAtOnce) {
  EndpointState state;
  note_failure(state, {.status = 410, .error = {}}, rules, noon, 1.0);
  EXPECT_EQ(state.disabled, Disabled::gone);
  EXPECT_FALSE(state.next_try);
  note_resumption(state, std::nullopt);
  EXPECT_EQ(state.disabled, Disabled::no);
}

TEST(DeliveryHealth, GivesUpAfterFailingForLong) {
  EndpointState state{.position = 17};
  note_failure(state, {.status = 500, .error = {}}, rules, noon, 1.0);
  note_failure(state, {.status = 500, .error = {}}, rules, at(3'599'999ms), 1.0);
  EXPECT_EQ(state.disabled, Disabled::no);
  note_failure(state, {.status = 429, .error = {}, .retry_after = 1s}, rules, at(3600s), 1.0);
  EXPECT_EQ(state.disabled, Disabled::gave_up);
  EXPECT_EQ(state.position, 17u);
}

TEST(DeliveryHealth, ResumesWhereItStandsOrElsewhere) {
  EndpointState state{.position = 17, .last = EventMark{17, noon, "order_paid"}, .tries = 4, .failing_since = noon,
                      .next_try = at(9s), .disabled = Disabled::gave_up};
  note_resumption(state, std::nullopt);
  EXPECT_EQ(state.position, 17u);
  EXPECT_TRUE(state.last);
  EXPECT_EQ(until_next_try(state, noon), 0s);
  note_resumption(state, 3);
  EXPECT_EQ(state.position, 3u);
  EXPECT_FALSE(state.last);  // the event there is not known
}

TEST(TryResult, HasAPhraseOfABoundedLength) {
  EXPECT_EQ((TryResult{.status = 503, .error = {}}.phrase()), "it answered 503");
  EXPECT_LT((TryResult{.status = 0, .error = std::string(9'999, 'x')}.phrase().size()), 400u);
}

}  // namespace
}  // namespace doorbuster::app
