// One I/O thread's two lock-free queues, to the engine and back.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "core/submission.hpp"

namespace doorbuster::core {

class EngineLoop;
class Intake;

enum class Submitted : std::uint8_t {
  accepted,
  overloaded,  // the queue is full: nothing was taken, nothing will be changed
  stopped,     // the engine takes no more (draining or failed)
};

// Made by Engine::open_port() for exactly one I/O thread, which alone calls submit() and take(). Lives until the
// engine has stopped.
class Port {
 public:
  // `wake` is called from the engine's thread when there is something to take, at most once until take() is called.
  Port(Intake& intake, std::function<void()> wake);
  ~Port();
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  [[nodiscard]] Submitted submit(Submission& submission);
  // Submissions that came back, into `into`; how many. Call until it gives 0.
  [[nodiscard]] std::size_t take(std::span<Submission*> into);

 private:
  friend class EngineLoop;
class Intake;
  struct Queues;
  Engine& engine_;
  std::function<void()> wake_;
  bool given_ = false;  // the engine's: something was given back since the last wake_if_given()
  std::atomic<bool> woken_{false};
  std::unique_ptr<Queues> queues_;
};

}  // namespace doorbuster::core
