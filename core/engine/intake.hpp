// The engine's bounded queue: many I/O threads put submissions in, the engine alone takes them out. The bound is on
// commands on their way, from put() until released(): the lock-free queue below it could grow without end.
#pragma once

#include <concurrentqueue/concurrentqueue.h>

#include <atomic>
#include <cstdint>
#include <span>

#include "core/engine/doorbell.hpp"
#include "core/engine/submission.hpp"
#include "core/meters.hpp"

namespace doorbuster::core {

enum class Submitted : std::uint8_t;

class Intake {
 public:
  using Queue = moodycamel::ConcurrentQueue<Submission*>;

  // Any thread wakes the engine through `doorbell`. `overloaded` counts refusals.
  Intake(std::uint32_t commands_max, Doorbell& doorbell, Counter& overloaded);

  // I/O threads, each with a token of its own. The engine may sleep on until ring().
  [[nodiscard]] Submitted put(moodycamel::ProducerToken& token, Submission& submission);
  void ring() { doorbell_.ring(); }

  // The engine's thread.
  [[nodiscard]] std::size_t take(std::span<Submission*> into);
  void released(std::size_t commands) { on_their_way_.fetch_sub(commands); }

  // Any thread. After close() has returned, put() takes nothing; what it took before still comes out of take().
  void close() { open_.store(false); }
  // Commands put and not yet released. Once it is 0 after close(), it stays 0.
  [[nodiscard]] std::uint64_t on_their_way() const { return on_their_way_.load(); }
  [[nodiscard]] Queue& queue() { return queue_; }

 private:
  const std::uint64_t commands_max_;
  Doorbell& doorbell_;
  Counter& overloaded_;
  Queue queue_;
  moodycamel::ConsumerToken taker_;
  std::atomic<std::uint64_t> on_their_way_{0};
  std::atomic<bool> open_{true};
};

}  // namespace doorbuster::core
