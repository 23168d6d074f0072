// How the engine ends: in good order, or because the journal failed.
#include <thread>

#include "engine_fixture.hpp"

namespace doorbuster::core {
namespace {

using inventory::Met;

TEST_F(EngineTest, AnswersAllItTookBeforeItStops) {
  open_sale(5);
  auto& submission = make({order("u1", 1)});
  send(submission);
  engine->request_stop();
  EXPECT_EQ(engine->status(), EngineStatus::stopping);
  auto& late = make({order("u2", 2)});
  EXPECT_EQ(port->submit(late), Submitted::stopped);
  engine->step();
  EXPECT_FALSE(engine->finished());
  journal->stable_all();
  engine->step();
  EXPECT_EQ(take(), std::vector<Submission*>{&submission});
  EXPECT_EQ(submission.answers.at(0).met, Met::created);
  EXPECT_TRUE(engine->finished());
  EXPECT_EQ(engine->status(), EngineStatus::stopped);
  EXPECT_TRUE(journal->closed);
}

TEST_F(EngineTest, AcknowledgesNothingAfterTheJournalFailed) {
  open_sale(5);
  auto& waiting = make({order("u1", 1)});
  send(waiting);
  engine->step();
  journal->failure = "The disk is full.";
  journal->stable_all();  // whatever the device says now
  auto& queued = make({order("u2", 2)});
  send(queued);
  engine->step();
  engine->step();
  EXPECT_EQ(take().size(), 2u);
  EXPECT_EQ(waiting.fate, Fate::not_durable);
  EXPECT_EQ(queued.fate, Fate::not_durable);
  EXPECT_EQ(engine->status(), EngineStatus::failed);
  EXPECT_EQ(engine->failure(), "The disk is full.");
  auto& late = make({order("u3", 3)});
  EXPECT_EQ(port->submit(late), Submitted::stopped);
}

TEST_F(EngineTest, StaysFailedWhenAskedToStop) {
  open_sale(1);
  journal->failure = "The disk is gone.";
  engine->step();
  EXPECT_FALSE(engine->finished()) << "whoever runs it decides when";
  engine->request_stop();
  engine->step();
  EXPECT_TRUE(engine->finished());
  EXPECT_EQ(engine->status(), EngineStatus::failed);
  EXPECT_FALSE(journal->closed);
}

TEST_F(EngineTest, DecidesNothingMoreOnceItHasFailed) {
  open_sale(5);
  journal->failure = "The disk is gone.";
  auto& queued = make({order("u1", 1)});
  send(queued);
  const auto before = engine->meters().position.value();
  for (int i = 0; i < 3; ++i) engine->step();
  EXPECT_EQ(queued.fate, Fate::not_durable);
  EXPECT_EQ(engine->meters().position.value(), before);
}

TEST_F(EngineTest, ServesManyThreadsAndLosesNothing) {
  constexpr std::uint64_t threads = 3;
  constexpr std::uint64_t each = 200;
  open_sale(100);
  struct Client {
    Port* port;
    std::atomic<bool> woken{false};
  };
  std::deque<Client> clients(threads);
  for (auto& client : clients) {
    client.port = &engine->open_port([&client] {
      client.woken = true;
      client.woken.notify_one();
    });
  }
  std::atomic<std::uint64_t> won{0};
  std::atomic<std::uint64_t> lost{0};
  std::atomic<bool> done{false};
  std::thread engines([&] {  // the journal is part of the engine's thread
    while (!done) {
      engine->step();
      journal->stable_all();
    }
  });
  std::vector<std::thread> workers;
  for (std::uint64_t t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      Submission submission;
      for (std::uint64_t i = 0; i < each; ++i) {
        const auto number = t * each + i + 1;
        submission.requests.assign(1, order("u" + std::to_string(number), number));
        ASSERT_EQ(clients[t].port->submit(submission), Submitted::accepted);
        Submission* back = nullptr;
        while (clients[t].port->take(std::span(&back, 1)) == 0) {
          clients[t].woken.wait(false);
          clients[t].woken = false;
        }
        ASSERT_EQ(back, &submission);
        (submission.answers.at(0).met == Met::created ? won : lost) += 1;
      }
    });
  }
  for (auto& worker : workers) worker.join();
  done = true;
  engines.join();
  EXPECT_EQ(won, 100u);
  EXPECT_EQ(lost, threads * each - 100);
}

}  // namespace
}  // namespace doorbuster::core
