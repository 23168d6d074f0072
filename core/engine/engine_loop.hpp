// Inside core only: the engine's rounds. One round releases what is stable, ends due holds, decides what has come and
// starts the next write. Everything here but the atomics belongs to the engine's thread.
#pragma once

#include <atomic>
#include <boost/circular_buffer.hpp>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/doorbell.hpp"
#include "core/engine/early_refusals.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/intake.hpp"
#include "core/engine/look_ahead.hpp"
#include "core/engine/memory_ahead.hpp"

namespace doorbuster::core {

class EngineLoop {
 public:
  EngineLoop(Store store, TimeSource& time, const EngineOptions& options);

  Port& open_port(std::function<void()> wake);
  bool step();
  void wait();
  void request_stop();                                        // any thread
  bool refuses_early(const inventory::PlaceOrder& command) {  // any thread
    return early_.refuses(command);
  }

  [[nodiscard]] EngineStatus status() const { return status_.load(); }
  [[nodiscard]] bool finished() const { return finished_.load(); }
  [[nodiscard]] const std::string& failure() const { return failure_; }
  [[nodiscard]] inventory::Position stable_position() const { return {stable_.load(std::memory_order_acquire)}; }
  [[nodiscard]] const Store& store() const { return store_; }
  [[nodiscard]] const EngineMeters& meters() const { return meters_; }

  const OrderIds ids;
  const Digests digests;

 private:
  bool end_due_holds(inventory::Instant now);
  bool take_submissions();
  bool decide_taken(inventory::Instant now);
  [[nodiscard]] bool decide(Submission& submission, inventory::Instant now);
  [[nodiscard]] inventory::Answer serve(const inventory::Command& command, inventory::Instant now);
  [[nodiscard]] inventory::Answer serve(const inventory::Query& query, inventory::Instant now);
  [[nodiscard]] bool record(const inventory::Event& event);
  void move_journal();
  bool release_stable();
  void release(Submission& submission);
  void give_back(Submission& submission, Fate fate);
  void wake_ports();
  void fail(std::string why);
  void fail_all();
  void publish();
  void finish_if_asked();

  Store store_;
  MemoryAhead memory_ahead_;  // of the store's state
  TimeSource& time_;
  EngineClock clock_;
  EngineMeters meters_;
  EarlyRefusals early_;
  Doorbell doorbell_;
  Intake intake_;
  std::vector<std::unique_ptr<Port>> ports_;

  boost::circular_buffer<Submission*> taken_;     // out of the queue; the first may be decided in part
  LookAhead look_ahead_;                          // into taken_
  boost::circular_buffer<Submission*> unstable_;  // decided, in order of depends_on
  std::vector<inventory::Event> expiries_;
  std::uint64_t rings_seen_ = 0;
  std::int64_t last_write_ns_ = 0;  // when the journal was last seen to have something to write

  std::string failure_;  // written once, before status_ says `failed`
  std::atomic<EngineStatus> status_{EngineStatus::running};
  std::atomic<bool> stop_requested_{false};
  std::atomic<bool> finished_{false};
  std::atomic<std::uint64_t> stable_{0};
};

}  // namespace doorbuster::core
