// Inside core only: a port's ends of the two queues. Explicit producer tokens throughout: the queue library's implicit
// producers have known faults.
#pragma once

#include <concurrentqueue/concurrentqueue.h>

#include "core/engine/intake.hpp"
#include "core/engine/port.hpp"

namespace doorbuster::core {

struct Port::Queues {
  explicit Queues(Intake& intake) : to_engine(intake.queue()), engines_token(from_engine) {}

  void give_back(Submission& submission) {
    if (!from_engine.enqueue(engines_token, &submission)) throw std::bad_alloc();
  }

  moodycamel::ProducerToken to_engine;  // this port's token for the engine's queue
  moodycamel::ConcurrentQueue<Submission*> from_engine;
  moodycamel::ProducerToken engines_token;  // the engine's token for from_engine
};

}  // namespace doorbuster::core
