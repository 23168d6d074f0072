// Counting and timing.
#include "core/store/progress.hpp"

namespace doorbuster::core {
namespace {

constexpr std::chrono::milliseconds progress_interval{250};

double seconds(std::chrono::steady_clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

void ProgressReport::of_snapshot(std::uint64_t bytes_read, std::uint64_t bytes_total) {
  progress_ = {RecoveryStage::snapshot, bytes_read, bytes_total, 0};
  snapshot_bytes_ = bytes_total;
  report();
}

void ProgressReport::begin_journal(std::uint64_t bytes_total) {
  progress_ = {RecoveryStage::journal, 0, bytes_total, 0};
  journal_started_ = Clock::now();
}

void ProgressReport::of_journal(std::uint64_t bytes_read, std::uint64_t events) {
  progress_.bytes_read = bytes_read;
  progress_.events = events;
  report();
}

Recovered ProgressReport::sum() const {
  Recovered recovered;
  recovered.events = progress_.events;
  recovered.seconds = seconds(Clock::now() - journal_started_);
  recovered.snapshot_bytes = snapshot_bytes_;
  recovered.snapshot_seconds = seconds(journal_started_ - started_);
  return recovered;
}

void ProgressReport::report() {
  const auto now = Clock::now();
  if (!on_progress_ || now - reported_ < progress_interval) return;
  reported_ = now;
  on_progress_(progress_);
}

}  // namespace doorbuster::core
