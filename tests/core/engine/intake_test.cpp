// The engine's queue: bounded in commands, loses nothing, and knows when no more will come.
#include "core/engine/intake.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "core/engine/port.hpp"

namespace doorbuster::core {
namespace {

Submission submission_of(std::size_t commands) {
  Submission submission;
  submission.requests.assign(commands, inventory::Query{inventory::ReadSku{}});
  return submission;
}

struct IntakeTest : testing::Test {
  static constexpr std::uint32_t bound = 10;
  Doorbell doorbell;
  Counter overloaded;
  Intake intake{bound, doorbell, overloaded};
  moodycamel::ProducerToken token{intake.queue()};
  std::array<Submission*, 64> out{};
};

TEST_F(IntakeTest, TakesCommandsUpToItsBoundAndRefusesTheNext) {
  auto full = submission_of(bound);
  auto one_more = submission_of(1);
  EXPECT_EQ(intake.put(token, full), Submitted::accepted);
  EXPECT_EQ(intake.put(token, one_more), Submitted::overloaded);
  EXPECT_EQ(overloaded.value(), 1u);
  EXPECT_EQ(intake.on_their_way(), bound);
}

TEST_F(IntakeTest, HasRoomAgainOnlyOnceCommandsAreReleased) {
  auto full = submission_of(bound);
  auto next = submission_of(1);
  ASSERT_EQ(intake.put(token, full), Submitted::accepted);
  ASSERT_EQ(intake.take(out), 1u);
  EXPECT_EQ(intake.put(token, next), Submitted::overloaded) << "taken, but not yet answered";
  intake.released(bound);
  EXPECT_EQ(intake.put(token, next), Submitted::accepted);
}

TEST_F(IntakeTest, RefusesWhatNeverFits) {
  auto too_many = submission_of(bound + 1);
  EXPECT_EQ(intake.put(token, too_many), Submitted::overloaded);
  EXPECT_EQ(intake.on_their_way(), 0u);
}

TEST_F(IntakeTest, TakesNothingMoreOnceClosedButGivesOutWhatItHas) {
  auto before = submission_of(1);
  auto after = submission_of(1);
  ASSERT_EQ(intake.put(token, before), Submitted::accepted);
  intake.close();
  EXPECT_EQ(intake.put(token, after), Submitted::stopped);
  EXPECT_EQ(intake.on_their_way(), 1u);
  ASSERT_EQ(intake.take(out), 1u);
  EXPECT_EQ(out[0], &before);
}

TEST_F(IntakeTest, KeepsTheOrderOfOneProducer) {
  std::array<Submission, 5> submissions;
  for (auto& submission : submissions) {
    submission = submission_of(1);
    ASSERT_EQ(intake.put(token, submission), Submitted::accepted);
  }
  ASSERT_EQ(intake.take(out), submissions.size());
  for (std::size_t i = 0; i < submissions.size(); ++i) EXPECT_EQ(out[i], &submissions[i]);
}

TEST(Intake, GivesOutExactlyWhatManyThreadsPutIn) {
  constexpr std::size_t threads = 3;
  constexpr std::size_t each = 20'000;
  Doorbell doorbell;
  Counter overloaded;
  Intake intake(1'000, doorbell, overloaded);
  std::atomic<std::size_t> put{0};
  std::vector<std::thread> producers;
  std::vector<std::vector<Submission>> submissions(threads, std::vector<Submission>(each));
  for (auto& mine : submissions) {
    producers.emplace_back([&] {
      moodycamel::ProducerToken token(intake.queue());
      for (auto& submission : mine) {
        submission = submission_of(1);
        while (intake.put(token, submission) != Submitted::accepted) std::this_thread::yield();
        put.fetch_add(1);
      }
    });
  }
  std::vector<Submission*> got;
  std::array<Submission*, 64> out{};
  while (got.size() < threads * each) {
    const auto count = intake.take(out);
    got.insert(got.end(), out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count));
    intake.released(count);
    if (count == 0) std::this_thread::yield();
  }
  for (auto& producer : producers) producer.join();
  std::sort(got.begin(), got.end());
  EXPECT_EQ(std::adjacent_find(got.begin(), got.end()), got.end()) << "one came out twice";
  EXPECT_EQ(put.load(), got.size());
  EXPECT_EQ(intake.on_their_way(), 0u);
}

}  // namespace
}  // namespace doorbuster::core
