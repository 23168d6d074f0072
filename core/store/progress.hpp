// How far a recovery has come: told to whoever watches, a few times a second, and summed up at the end.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/files/file.hpp"

namespace doorbuster::core {

enum class RecoveryStage : std::uint8_t { snapshot, journal };

struct RecoveryProgress {
  RecoveryStage stage = RecoveryStage::journal;
  std::uint64_t bytes_read = 0;  // of this stage, as are the next two
  std::uint64_t bytes_total = 0;
  std::uint64_t events = 0;
};
using OnProgress = std::function<void(const RecoveryProgress&)>;  // called a few times a second at most

struct Recovered {
  std::uint64_t events = 0;           // replayed from the journal
  std::uint64_t bytes = 0;            // of the journal
  double seconds = 0;                 // that the journal took
  std::uint64_t snapshot_segment = 0; // the snapshot it began with; 0: none
  std::uint64_t snapshot_bytes = 0;
  double snapshot_seconds = 0;
  std::vector<std::string> damaged_snapshots;  // newer ones that were passed over, and why
  bool torn_batch_dropped = false;    // a batch that never was acknowledged stood at the end
  bool closed_in_good_order = false;  // the last to write did close(); no crash
  bool created = false;               // the store is new
};

class ProgressReport {
 public:
  // `on_progress` may be empty; it outlives this.
  explicit ProgressReport(const OnProgress& on_progress) : on_progress_(on_progress) {}

  void of_snapshot(std::uint64_t bytes_read, std::uint64_t bytes_total);
  // From here on of_journal(), which is about `bytes_total` bytes.
  void begin_journal(std::uint64_t bytes_total);
  void of_journal(std::uint64_t bytes_read, std::uint64_t events);

  // The figures, as far as they are of bytes, events and seconds.
  [[nodiscard]] Recovered sum() const;

 private:
  using Clock = std::chrono::steady_clock;

  void report();

  const OnProgress& on_progress_;
  RecoveryProgress progress_;
  std::uint64_t snapshot_bytes_ = 0;
  Clock::time_point started_ = Clock::now();
  Clock::time_point journal_started_ = started_;
  Clock::time_point reported_ = started_;
};

}  // namespace doorbuster::core
