// One I/O thread's two lock-free queues, to the engine and back.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "core/engine/submission.hpp"

namespace doorbuster::core {

class EarlyRefusals;
class Intake;

enum class Submitted : std::uint8_t {
  accepted,
  overloaded,  // the queue is full: nothing was taken, nothing will be changed
  stopped,     // the engine takes no more (draining or failed)
};

// Made by Engine::open_port() for exactly one I/O thread, which alone calls submit() and take(). Lives as long as the
// engine.
class Port {
 public:
  // `wake` is called from the engine's thread when there is something to take, at most once until take() is called.
  Port(Intake& intake, EarlyRefusals& early, std::function<void()> wake);
  ~Port();
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  // Lends a submission, of at least one request, to the engine if it is accepted, and wakes the engine.
  [[nodiscard]] Submitted submit(Submission& submission);
  // The same for the first of several: nobody is woken until ring().
  [[nodiscard]] Submitted submit_quietly(Submission& submission);
  void ring();
  // Submissions that came back, into `into`; how many. Call until it gives 0.
  [[nodiscard]] std::size_t take(std::span<Submission*> into);

 private:
  friend class EngineLoop;
  struct Queues;

  // The engine's thread.
  void give_back(Submission& submission);
  void wake_if_given();

  Intake& intake_;
  EarlyRefusals& early_;
  std::function<void()> wake_;
  std::unique_ptr<Queues> queues_;
  bool given_ = false;  // the engine's: something was given back since the last wake_if_given()
  std::atomic<bool> woken_{false};
};

}  // namespace doorbuster::core
