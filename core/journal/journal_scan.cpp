// The scan, segment by segment, batch by batch.
#include "core/journal/journal_scan.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorbuster::core {
namespace {

class Scan {
 public:
  Scan(Files& files, std::vector<std::uint64_t> segments, const ScanRange& range, const ScanCallbacks& callbacks)
      : files_(files), segments_(std::move(segments)), range_(range), callbacks_(callbacks),
        store_(range.store) {}

  Result<ScannedJournal> run();

 private:
  enum class Step : std::uint8_t { go_on, next_segment, end };

  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<SegmentReader> open(std::uint64_t number);
  [[nodiscard]] Result<Step> read_segment(std::uint64_t number);
  [[nodiscard]] Result<Step> step(SegmentReader& segment);
  void believe_first(const BatchHeader& header);
  [[nodiscard]] Result<Step> accept(const Batch& batch);
  [[nodiscard]] Result<Step> end_or_damage(SegmentReader& segment);
  [[nodiscard]] Result<Step> note_remains(SegmentReader& segment);
  [[nodiscard]] Result<std::string> find_proof(SegmentReader& segment);
  [[nodiscard]] Failure damaged_here(std::string_view what) const {
    return damaged(tail().segment, tail().offset, what);
  }
  [[nodiscard]] const JournalTail& tail() const { return found_.tail; }

  Files& files_;
  std::vector<std::uint64_t> segments_;
  const ScanRange& range_;
  const ScanCallbacks& callbacks_;
  bool believing_ = false;  // what comes before the next batch is not known
  std::optional<StoreId> store_;
  ScannedJournal found_;
};

Result<ScannedJournal> Scan::run() {
  if (auto begun = begin(); !begun) return begun.error();
  for (std::uint64_t number = tail().segment;; ++number) {
    const auto step = read_segment(number);
    if (!step) return step.error();
    if (*step == Step::end) return found_;
    const SealedEnd end{number, tail().position, tail().previous};
    if (auto sealed = callbacks_.on_sealed(end); !sealed) return sealed.error();
    if (number == range_.last) return found_;
  }
}

Result<void> Scan::begin() {
  found_.segments = segments_.size();
  if (range_.after) {
    found_.tail.segment = range_.after->segment + 1;
    found_.tail.position = range_.after->position;
    found_.tail.previous = range_.after->checksum;
  } else {
    found_.tail.segment = segments_.front();
    believing_ = segments_.front() != first_segment;
  }
  if (segments_.front() > tail().segment) return missing_before_others(tail().segment);
  return {};
}

// Up to its end mark, or the journal's end.
Result<Scan::Step> Scan::read_segment(std::uint64_t number) {
  auto segment = open(number);
  if (!segment) return segment.error();
  found_.store = segment->header().store;
  if (number == first_segment) found_.tail.previous = segment->header().checksum;
  found_.tail.segment = number;
  found_.tail.offset = block_bytes;
  found_.bytes += block_bytes;
  Step next = Step::go_on;
  while (next == Step::go_on) {
    const auto stepped = step(*segment);
    if (!stepped) return stepped.error();
    next = *stepped;
  }
  return next;
}

Result<SegmentReader> Scan::open(std::uint64_t number) {
  if (number > segments_.back()) {  // a running writer may have made it since
    auto segments = list_segments(files_);
    if (!segments) return segments.error();
    segments_ = std::move(*segments);
    found_.segments = segments_.size();
    if (segments_.empty() || number > segments_.back()) {
      return damaged(number, 0, "the file is missing, but the one before it says that the journal goes on in it");
    }
  }
  if (!std::binary_search(segments_.begin(), segments_.end(), number)) return missing_before_others(number);
  auto segment = SegmentReader::open(files_, number, long_read_ahead);
  if (!segment) return segment;
  if (!store_) store_ = segment->header().store;
  if (segment->header().store != *store_) return damaged(number, 0, "the segment belongs to another store");
  return segment;
}

Result<Scan::Step> Scan::step(SegmentReader& segment) {
  auto batch = segment.batch_at(tail().offset);
  if (!batch) return batch.error();
  return *batch ? accept(**batch) : end_or_damage(segment);
}

void Scan::believe_first(const BatchHeader& header) {
  found_.tail.position.value = header.first_position - 1;
  found_.tail.previous = header.previous;
  believing_ = false;
}

Result<Scan::Step> Scan::accept(const Batch& batch) {
  const BatchHeader& header = batch.header;
  if (believing_ && header.first_position > 0) believe_first(header);
  if (header.first_position != tail().position.value + 1 || header.stable_position != tail().position.value ||
      header.previous != tail().previous) {
    return damaged_here("the batch doesn't follow the one before it");
  }
  if ((header.flags & ~known_flags) != 0) return damaged_here("the batch has flags that this program doesn't know");
  if (auto taken = callbacks_.on_batch(batch, found_.bytes); !taken) return taken.error();

  found_.tail.position.value += header.events;
  found_.tail.previous = header.checksum;
  found_.tail.offset += batch_bytes(header);
  found_.bytes += batch_bytes(header);
  found_.closed_in_good_order = (header.flags & flag_closed) != 0;
  ++found_.batches;
  return (header.flags & flag_end_of_segment) != 0 ? Step::next_segment : Step::go_on;
}

// Nothing good stands where the next batch should. Was there ever one that somebody may rely on?
Result<Scan::Step> Scan::end_or_damage(SegmentReader& segment) {
  const auto proof = find_proof(segment);
  if (!proof) return proof.error();
  segment.forget();
  if (!proof->empty()) {
    // If a running writer wrote the proof just now, it wrote this place before.
    auto batch = segment.batch_at(tail().offset);
    if (!batch) return batch.error();
    if (*batch) return accept(**batch);
    return damaged_here(fmt::format("the batch with event {} is not what was written, and {} proves that it was on "
                                    "stable storage", tail().position.value + 1, *proof));
  }
  if (range_.last != ScanRange().last) return damaged_here("the journal ends here, although later segments were begun");
  return note_remains(segment);
}

// What a torn batch left, or, in a segment that is in use again, an earlier use of it.
Result<Scan::Step> Scan::note_remains(SegmentReader& segment) {
  const auto remains = segment.end_of_remains(tail().offset, tail().offset + max_batch_bytes);
  if (!remains) return remains.error();
  const auto torn = segment.find_batch(tail().offset, tail().offset + block_bytes);
  if (!torn) return torn.error();
  found_.remains_end = *remains;
  const bool was_zeros = segment.header().epoch == first_epoch;
  found_.torn = *torn || (was_zeros && found_.remains_end > tail().offset);
  return Step::end;
}

// A batch was written only after all before it was stable, so any later one proves this one, and so does a segment
// that is only made once this one has ended. Names what it found; empty: no proof.
Result<std::string> Scan::find_proof(SegmentReader& segment) {
  const auto later = segment.find_batch(tail().offset + block_bytes);
  if (!later) return later.error();
  if (*later) return fmt::format("the batch at offset {}", **later);

  const std::uint64_t next = tail().segment + 1;
  if (segments_.back() > next) return segment_name(next + 1);
  if (segments_.back() < next) return std::string();
  auto prepared = open(next);
  if (!prepared) return prepared.error();
  const auto begun = prepared->find_batch(block_bytes);
  if (!begun) return begun.error();
  return *begun ? fmt::format("the batch at offset {} of {}", **begun, segment_name(next)) : std::string();
}

}  // namespace

Result<ScannedJournal> scan_journal(Files& files, const std::vector<std::uint64_t>& segments, const ScanRange& range,
                                    const ScanCallbacks& callbacks) {
  return Scan(files, segments, range, callbacks).run();
}

}  // namespace doorbuster::core
