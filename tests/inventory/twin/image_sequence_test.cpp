// A machine that goes on from its image, again and again, in the midst of random sequences: it and its image must not
// be told apart from one that was never stopped, by any answer, event, page or fingerprint.
#include <gtest/gtest.h>

#include <string>

#include "tests/inventory/image_bytes.hpp"
#include "tests/inventory/twin/describe.hpp"
#include "tests/inventory/twin/generator.hpp"
#include "tests/inventory/twin/machine.hpp"

namespace doorbuster::inventory::twin {
namespace {

using tests::image_of;
using tests::load;

constexpr std::uint64_t seeds = 8;
constexpr std::uint64_t steps_per_seed = DOORBUSTER_RANDOM_COMMANDS / 50;
constexpr std::uint64_t steps_between_images = steps_per_seed / 20;

class Relay {
 public:
  explicit Relay(std::uint64_t seed) : seed_(seed), generator_(seed) {}

  void run() {
    for (step_ = 1; step_ <= steps_per_seed && !testing::Test::HasFailure(); ++step_) {
      const Step step = generator_.next();
      std::visit([&](const auto& action) { take(action, step.now); }, step.action);
      if (step_ % steps_between_images == 0) hand_over();
    }
  }

 private:
  void take(Sweep, Instant now) { expect_equal(tell(relayed_.sweep(now)), tell(steady_.sweep(now))); }
  void take(const Command& command, Instant now) {
    const Outcome expected = steady_.execute(command, now);
    const Outcome outcome = relayed_.execute(command, now);
    expect_equal(describe(outcome.answer), describe(expected.answer));
    expect_equal(tell(outcome.events), tell(expected.events));
    generator_.learn(command, expected);
  }
  void take(const Query& query, Instant now) {
    expect_equal(describe(relayed_.ask(query, now)), describe(steady_.ask(query, now)));
  }

  void hand_over() {
    const auto image = image_of(relayed_.state());
    State next(test_capacity);
    ASSERT_EQ(load(next, image), std::nullopt) << where();
    EXPECT_EQ(image_of(next), image) << where();
    EXPECT_EQ(image_of(steady_.state()), image) << where();
    relayed_ = RealMachine(std::move(next));
    EXPECT_EQ(relayed_.fingerprint(), steady_.fingerprint()) << where();
    EXPECT_EQ(relayed_.faults(), std::vector<std::string>{}) << where();
  }

  static std::string tell(const std::vector<Event>& events) {
    std::string text;
    for (const Event& event : events) text += describe(event) + "\n";
    return text;
  }
  void expect_equal(const std::string& relayed, const std::string& steady) const {
    EXPECT_EQ(relayed, steady) << where();
  }
  [[nodiscard]] std::string where() const {
    return "seed " + std::to_string(seed_) + ", step " + std::to_string(step_);
  }

  std::uint64_t seed_;
  std::uint64_t step_ = 0;
  Generator generator_;
  RealMachine steady_;
  RealMachine relayed_;
};

TEST(RandomSequence, GoesOnFromAnImageAsIfNothingHadHappened) {
  for (std::uint64_t seed = 1; seed <= seeds && !HasFailure(); ++seed) Relay(1'000 + seed).run();
}

}  // namespace
}  // namespace doorbuster::inventory::twin
