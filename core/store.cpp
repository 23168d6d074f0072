// From a data directory to a state and a journal that goes on; and the same reading without touching anything.
#include "core/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "core/journal_scan.hpp"

namespace doorbuster::core {
namespace {

constexpr std::chrono::milliseconds progress_interval{250};

// Folds a journal's batches into a state: the same apply() as live.
class Recovery {
 public:
  Recovery(const inventory::Capacity& capacity, std::uint64_t bytes_total, const OnProgress& on_progress)
      : state_(capacity), on_progress_(on_progress) {
    progress_.bytes_total = bytes_total;
  }

  [[nodiscard]] Result<void> take(const Batch& batch, std::uint64_t bytes_read) {
    auto left = batch.body;
    const inventory::Instant base{batch.header.base_time_ms};
    for (std::uint32_t i = 0; i < batch.header.events; ++i) {
      if (!decode_record(left, base, event_)) return refuse(batch.header, i, "it can't be read");
      if (const auto misfit = inventory::apply(state_, event_)) return refuse(batch.header, i, *misfit);
      last_event_at_ = std::max(last_event_at_, event_.at);
    }
    if (!left.empty()) return refuse(batch.header, batch.header.events, "there are bytes after the last event");
    progress_.events += batch.header.events;
    progress_.bytes_read = bytes_read;
    report();
    return {};
  }

  [[nodiscard]] inventory::State& state() { return state_; }
  [[nodiscard]] inventory::Instant last_event_at() const { return last_event_at_; }

  [[nodiscard]] Recovered result(const ScannedJournal& journal) const {
    Recovered recovered;
    recovered.events = progress_.events;
    recovered.bytes = journal.bytes;
    recovered.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    recovered.torn_batch_dropped = journal.remains_end > journal.tail.offset;
    recovered.closed_in_good_order = journal.closed_in_good_order;
    return recovered;
  }

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] static Failure refuse(const BatchHeader& header, std::uint32_t index, std::string_view why) {
    return damaged(header.segment, header.offset, fmt::format("event {} does not fit what came before: {}",
                                                              header.first_position + index, why));
  }

  void report() {
    const auto now = Clock::now();
    if (!on_progress_ || now - reported_ < progress_interval) return;
    reported_ = now;
    on_progress_(progress_);
  }

  inventory::State state_;
  inventory::Event event_;
  inventory::Instant last_event_at_;
  const OnProgress& on_progress_;
  RecoveryProgress progress_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point reported_ = started_;
};

StoreId random_store_id() {
  std::random_device random;
  StoreId id;
  for (std::byte& byte : id.bytes) byte = static_cast<std::byte>(random());
  return id;
}

Result<void> check(const JournalOptions& options) {
  const std::uint64_t bytes = options.segment_bytes;
  if (bytes >= min_segment_bytes && bytes <= max_segment_bytes && bytes % block_bytes == 0) return {};
  return Failure{FailureKind::invalid,
                 fmt::format("A journal segment of {} bytes can't be: choose a multiple of {} between {} and {}.",
                             bytes, block_bytes, min_segment_bytes, max_segment_bytes)};
}

std::uint64_t bytes_of(Files& files, const std::vector<std::uint64_t>& segments) {
  const auto first = open_segment(files, segments.front(), Access::read);
  return first ? first->header.segment_bytes * segments.size() : 0;  // a bad one is told of by the scan
}

// What a torn batch left goes, so that nothing stale is ever read there again.
Result<void> wipe(Files& files, const ScannedJournal& journal) {
  if (journal.remains_end == journal.tail.offset) return {};
  auto segment = open_segment(files, journal.tail.segment, Access::write);
  if (!segment) return segment.error();
  const AlignedBuffer zeros(journal.remains_end - journal.tail.offset);
  return segment->file->write(zeros.span(), journal.tail.offset);
}

}  // namespace

Result<void> create_store(Files& files, const StoreId& id, const JournalOptions& options) {
  if (auto checked = check(options); !checked) return checked;
  SegmentHeader header;
  header.store = id;
  header.number = first_segment;
  header.epoch = first_epoch;
  header.segment_bytes = options.segment_bytes;
  return create_segment(files, header);
}

Result<Store> open_store(Files& files, const JournalOptions& options, const inventory::Capacity& capacity,
                         const OnProgress& progress) {
  auto segments = list_segments(files);
  if (!segments) return segments.error();
  const bool is_new = segments->empty();
  if (is_new) {
    if (auto created = create_store(files, random_store_id(), options); !created) return created.error();
    segments->push_back(first_segment);
  }

  Recovery recovery(capacity, bytes_of(files, *segments), progress);
  const auto on_batch = [&](const Batch& batch, std::uint64_t bytes) { return recovery.take(batch, bytes); };
  const auto journal = scan_journal(files, *segments, on_batch);
  if (!journal) return journal.error();
  Recovered recovered = recovery.result(*journal);
  recovered.created = is_new;

  if (auto wiped = wipe(files, *journal); !wiped) return wiped.error();
  auto opened = open_journal(files, journal->tail);
  if (!opened) return opened.error();
  return Store{journal->store, std::move(recovery.state()), std::move(*opened), recovery.last_event_at(), recovered};
}

Result<Verified> verify_store(Files& files, const inventory::Capacity& capacity, const OnProgress& progress) {
  const auto segments = list_segments(files);
  if (!segments) return segments.error();
  if (segments->empty()) return Failure{FailureKind::invalid, "There is no journal in this directory."};

  Recovery recovery(capacity, bytes_of(files, *segments), progress);
  const auto on_batch = [&](const Batch& batch, std::uint64_t bytes) { return recovery.take(batch, bytes); };
  const auto journal = scan_journal(files, *segments, on_batch);
  if (!journal) return journal.error();

  Verified verified;
  verified.id = journal->store;
  verified.recovered = recovery.result(*journal);
  verified.segments = journal->segments;
  verified.batches = journal->batches;
  verified.position = journal->tail.position;
  verified.fingerprint = inventory::fingerprint(recovery.state());
  return verified;
}

}  // namespace doorbuster::core
