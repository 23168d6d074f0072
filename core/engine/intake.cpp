// Credits around a lock-free queue.
#include "core/engine/intake.hpp"

#include <new>

#include "core/engine/port.hpp"

namespace doorbuster::core {

Intake::Intake(std::uint32_t commands_max, Doorbell& doorbell, Counter& overloaded)
    : commands_max_(commands_max), doorbell_(doorbell), overloaded_(overloaded), taker_(queue_) {}

Submitted Intake::put(moodycamel::ProducerToken& token, Submission& submission) {
  const auto commands = submission.requests.size();
  // Credit first, then the look at open_: whoever closes sees either our credit or we see the closing.
  if (on_their_way_.fetch_add(commands) + commands > commands_max_) {
    on_their_way_.fetch_sub(commands);
    overloaded_.add();
    return Submitted::overloaded;
  }
  if (!open_.load()) {
    on_their_way_.fetch_sub(commands);
    return Submitted::stopped;
  }
  if (!queue_.enqueue(token, &submission)) {  // it could not get memory for a further block
    on_their_way_.fetch_sub(commands);
    overloaded_.add();
    return Submitted::overloaded;
  }
  return Submitted::accepted;
}

std::size_t Intake::take(std::span<Submission*> into) {
  return queue_.try_dequeue_bulk(taker_, into.begin(), into.size());
}

}  // namespace doorbuster::core
