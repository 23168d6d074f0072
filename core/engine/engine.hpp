// The engine: the one writer. Takes submissions from its queue, decides, applies, journals, and sends each back once
// what it tells of is stable. An object, not a process: a simulation calls step() itself.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include "core/engine/clock.hpp"
#include "core/engine/identity.hpp"
#include "core/engine/port.hpp"
#include "core/meters.hpp"
#include "core/store/store.hpp"

namespace doorbuster::core {

class EngineLoop;

struct EngineOptions {
  // How many commands may be on their way, received and not yet answered, before the next is told `overloaded`.
  std::uint32_t queue_commands = 65'536;
  // How many orders there is to be memory for before they come; at least so far as the tables have room. About 200
  // bytes each, and at a million orders a second a tenth of a second's.
  std::uint32_t orders_ahead = 131'072;
};

// Published by the engine's thread, readable from any.
struct EngineMeters {
  std::array<Counter, std::variant_size_v<inventory::Command>> commands;  // by alternative
  std::array<Counter, std::variant_size_v<inventory::Query>> queries;
  std::array<Counter, inventory::reasons> rejections;  // by Reason
  std::array<Counter, std::variant_size_v<inventory::Fact>> events;
  alignas(64) Counter refused_early;  // `sold_out` without the engine; not among commands and rejections
  alignas(64) Counter overloaded;     // submissions refused because the queue was full
  Counter replays;
  Gauge queued_commands;  // on their way, not yet answered
  Gauge position;         // of the newest event
  Gauge stable_position;
  LatencyHistogram queue_wait;    // submitted -> taken
  LatencyHistogram decide;        // taken -> decided
  LatencyHistogram journal_wait;  // decided -> stable
};

enum class EngineStatus : std::uint8_t { running, stopping, stopped, failed };

class Engine {
 public:
  // `time` outlives it, as do the files of the store's journal.
  Engine(Store store, TimeSource& time, const EngineOptions& options);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Before the first step() only; the engine owns it.
  [[nodiscard]] Port& open_port(std::function<void()> wake);

  // One round: what is stable goes back, due holds end, commands are decided, a batch goes out. Whether anything
  // was done. The engine's thread only.
  bool step();
  // Sleeps until there may be something to do: a submission, a finished write, a due hold, request_stop().
  void wait();

  // Any thread. From here on submit() says `stopped`; once all is answered and stable, finished() turns true.
  void request_stop();
  [[nodiscard]] bool finished() const;
  [[nodiscard]] EngineStatus status() const;
  // Why it failed; empty unless status() is `failed`.
  [[nodiscard]] std::string failure() const;

  // Any thread: whether this order is refused as sold out. It needs not be submitted then; if it says no, submit it to
  // know. Never yes for a key that holds an order or is being decided, nor for a buyer who ever had one accepted.
  [[nodiscard]] bool refuses_early(const inventory::PlaceOrder& command);

  // Any thread: whether the buyer of this order was forgotten. Its OrderHeld stands at a position that
  // stable_position() has come to.
  [[nodiscard]] bool buyer_is_forgotten(inventory::OrderNumber order) const;

  // Any thread.
  [[nodiscard]] inventory::Position stable_position() const;
  [[nodiscard]] const EngineMeters& meters() const;
  [[nodiscard]] const JournalMeters& journal_meters() const;
  [[nodiscard]] const OrderIds& order_ids() const;
  [[nodiscard]] const Digests& digests() const;

  // For the engine's thread, or for anybody once it is finished.
  [[nodiscard]] const inventory::State& state() const;

 private:
  std::unique_ptr<EngineLoop> loop_;
};

// Runs `engine` on a thread of its own until finished; joins when destroyed (request_stop() first).
class EngineThread {
 public:
  explicit EngineThread(Engine& engine);
  ~EngineThread();
  EngineThread(const EngineThread&) = delete;
  EngineThread& operator=(const EngineThread&) = delete;

 private:
  std::thread thread_;
};

}  // namespace doorbuster::core
