// Inside core only: tells losers so on their own I/O thread, where it is certain that the engine would.
#pragma once

#include "core/engine/clock.hpp"
#include "core/engine/identity.hpp"
#include "core/engine/keys_under_way.hpp"
#include "core/engine/sold_out_board.hpp"
#include "core/engine/submission.hpp"
#include "core/meters.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

// The engine posts an item when it refuses an order because not one unit is left, and wipes all when units may have
// come back. In between, `sold_out` is the answer to whoever wants the item with a key that holds nothing and is under
// way nowhere, and has never won anything. Everybody else asks the engine.
class EarlyRefusals {
 public:
  // All outlive it. `count`: counts the refusals.
  EarlyRefusals(const inventory::State& state, const Digests& digests, TimeSource& time, Counter& count);

  // The engine's thread: what it decided and applied.
  void refused(const inventory::PlaceOrder& command, const inventory::Rejection& rejection, inventory::Instant now);
  void applied(const inventory::Event& event);
  void forget() { board_.wipe(); }

  // I/O threads: around the time for which the engine has the submission.
  void begin(const Submission& submission);
  void end(const Submission& submission);

  // Any thread: whether the order is refused as sold out. It must not have been asked of the engine before.
  [[nodiscard]] bool refuses(const inventory::PlaceOrder& command);

 private:
  // Of the only line.
  [[nodiscard]] ItemDigest item_of(const inventory::PlaceOrder& command) const;

  const inventory::State& state_;
  const Digests& digests_;
  TimeSource& time_;
  Counter& count_;
  SoldOutBoard board_;
  KeysUnderWay under_way_;
};

}  // namespace doorbuster::core
