// One process: a store opened, an engine over it, two ports with submissions on their way, until it ends in one way or
// another.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>

#include "tests/simulation/watch.hpp"
#include "tests/simulation/world.hpp"

namespace doorbuster::simulation {

// Small tables, quickly made, that no run fills.
[[nodiscard]] inventory::Capacity capacity();

class Process {
 public:
  // A submission that is on its way.
  struct Lent {
    core::Submission submission;
    std::size_t seen = 0;  // answers that were looked at
  };

  explicit Process(World& world);
  ~Process();

  // Opens the store, or makes it, and the engine over it. `last_at`: before which no further event may be.
  [[nodiscard]] core::Result<core::Recovered> start();

  // What has no room in the queue is not sent.
  [[nodiscard]] core::Submitted submit(std::vector<core::Request> requests);
  // One round of the engine, and background work that is due.
  void step();
  // After step(): those with new answers, in the order in which the engine decided.
  [[nodiscard]] std::vector<Lent*> decided();
  // After decided(): those that came back. Valid until the next call.
  [[nodiscard]] const std::vector<std::unique_ptr<Lent>>& returned();
  [[nodiscard]] std::size_t on_their_way() const { return lent_.size(); }
  [[nodiscard]] std::size_t requests_on_their_way() const;

  void crash(support::Crash kind) { files_.device().crash(kind); }
  [[nodiscard]] bool crashed() const { return files_.device().crashed(); }

  [[nodiscard]] bool is_open() const { return engine_.has_value(); }
  [[nodiscard]] core::Engine& engine() { return *engine_; }
  [[nodiscard]] WatchedTime& time() { return *time_; }
  [[nodiscard]] const WatchedJournal& journal() const { return *journal_; }
  [[nodiscard]] support::SimulatedFiles& files() { return files_; }

 private:
  [[nodiscard]] core::Result<void> make_store_if_none(core::Files& files);

  World& world_;
  support::SimulatedFiles files_;
  std::optional<WatchedTime> time_;
  WatchedJournal* journal_ = nullptr;  // the engine's
  std::optional<core::Engine> engine_;
  std::array<core::Port*, 2> ports_{};
  std::deque<std::unique_ptr<Lent>> lent_;
  std::vector<std::unique_ptr<Lent>> returned_;
};

}  // namespace doorbuster::simulation
