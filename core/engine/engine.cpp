// The engine as others see it: a loop behind a wall, and the thread that runs it.
#include "core/engine/engine.hpp"

#include <thread>

#include "core/engine/engine_loop.hpp"

namespace doorbuster::core {

Engine::Engine(Store store, TimeSource& time, const EngineOptions& options)
    : loop_(std::make_unique<EngineLoop>(std::move(store), time, options)) {}

Engine::~Engine() = default;

Port& Engine::open_port(std::function<void()> wake) { return loop_->open_port(std::move(wake)); }
bool Engine::step() { return loop_->step(); }
void Engine::wait() { loop_->wait(); }
void Engine::request_stop() { loop_->request_stop(); }
bool Engine::finished() const { return loop_->finished(); }
EngineStatus Engine::status() const { return loop_->status(); }
bool Engine::refuses_early(const inventory::PlaceOrder& command) { return loop_->refuses_early(command); }
bool Engine::buyer_is_forgotten(inventory::OrderNumber order) const {
  return inventory::buyer_is_forgotten(state(), order);
}
inventory::Position Engine::stable_position() const { return loop_->stable_position(); }
const EngineMeters& Engine::meters() const { return loop_->meters(); }
const JournalMeters& Engine::journal_meters() const { return loop_->store().journal->meters(); }
const OrderIds& Engine::order_ids() const { return loop_->ids; }
const Digests& Engine::digests() const { return loop_->digests; }
const inventory::State& Engine::state() const { return loop_->store().state; }

std::string Engine::failure() const { return status() == EngineStatus::failed ? loop_->failure() : std::string(); }

EngineThread::EngineThread(Engine& engine)
    : thread_([&engine] {
        while (!engine.finished()) {
          if (!engine.step()) engine.wait();
        }
      }) {}

EngineThread::~EngineThread() { thread_.join(); }

}  // namespace doorbuster::core
