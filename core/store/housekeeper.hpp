// Keeps the data directory in bounds: begins a snapshot when one is due, and says which segments nobody needs any
// more. Never holds up its owner.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/journal/journal.hpp"
#include "core/snapshot/snapshot_making.hpp"

namespace doorbuster::core {

class Housekeeper {
 public:
  // `files` and `meters` outlive it.
  Housekeeper(Files& files, const JournalOptions& options, const inventory::Capacity& capacity,
              KeptSnapshots snapshots, JournalMeters& meters);
  // A snapshot that is being made is given up.
  ~Housekeeper();
  Housekeeper(const Housekeeper&) = delete;
  Housekeeper& operator=(const Housekeeper&) = delete;

  // The journal has gone on to the segment after `segment`.
  void sealed(std::uint64_t segment);
  // Takes note of the snapshot that is being made, if it has come to its end since: who looks at the figures, or is to
  // be told of a failure, shouldn't have to wait for a segment's worth of orders.
  void notice();

  // Segments up to this one may be recycled or removed: both snapshots hold what is in them, and more than
  // JournalOptions::retain_bytes of sealed segments come after. 0: none.
  [[nodiscard]] std::uint64_t spent() const;

 private:
  void note_made();
  void begin_snapshot(std::uint64_t segment);
  void publish();

  Files& files_;
  const JournalOptions options_;
  const inventory::Capacity capacity_;
  KeptSnapshots snapshots_;
  JournalMeters& meters_;
  std::uint64_t newest_sealed_ = 0;
  std::atomic<bool> cancelled_{false};
  Result<KeptSnapshots> made_;           // the background's, until its wait() has come back
  std::unique_ptr<Background> making_;   // last: ends before what it uses goes
};

}  // namespace doorbuster::core
