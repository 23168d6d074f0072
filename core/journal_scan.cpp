// The scan, segment by segment, batch by batch.
#include "core/journal_scan.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorbuster::core {
namespace {

class Scan {
 public:
  Scan(Files& files, std::vector<std::uint64_t> segments, const OnBatch& on_batch)
      : files_(files), segments_(std::move(segments)), on_batch_(on_batch) {}

  Result<ScannedJournal> run();

 private:
  enum class Step : std::uint8_t { go_on, next_segment, end };

  [[nodiscard]] Result<SegmentReader> open(std::uint64_t number);
  [[nodiscard]] Result<Step> step(SegmentReader& segment);
  [[nodiscard]] Result<Step> accept(const Batch& batch);
  [[nodiscard]] Result<Step> end_or_damage(SegmentReader& segment);
  [[nodiscard]] Result<std::string> find_proof(SegmentReader& segment);
  [[nodiscard]] Failure damaged_here(std::string_view what) const {
    return damaged(tail().segment, tail().offset, what);
  }
  [[nodiscard]] const JournalTail& tail() const { return found_.tail; }

  Files& files_;
  std::vector<std::uint64_t> segments_;
  const OnBatch& on_batch_;
  ScannedJournal found_;
};

Result<ScannedJournal> Scan::run() {
  if (segments_.front() != first_segment) return missing_before_others(first_segment);
  found_.segments = segments_.size();
  for (std::uint64_t number = first_segment;; ++number) {
    auto segment = open(number);
    if (!segment) return segment.error();
    if (number == first_segment) {
      found_.store = segment->header().store;
      found_.tail.previous = segment->header().checksum;
    }
    found_.tail.segment = number;
    found_.tail.offset = block_bytes;
    found_.bytes += block_bytes;
    Step next = Step::go_on;
    while (next == Step::go_on) {
      const auto stepped = step(*segment);
      if (!stepped) return stepped.error();
      next = *stepped;
    }
    if (next == Step::end) return found_;
  }
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
  auto segment = SegmentReader::open(files_, number, long_read_ahead);
  if (segment && number != first_segment && segment->header().store != found_.store) {
    return damaged(number, 0, "the segment belongs to another store");
  }
  return segment;
}

Result<Scan::Step> Scan::step(SegmentReader& segment) {
  auto batch = segment.batch_at(tail().offset);
  if (!batch) return batch.error();
  return *batch ? accept(**batch) : end_or_damage(segment);
}

Result<Scan::Step> Scan::accept(const Batch& batch) {
  const BatchHeader& header = batch.header;
  if (header.first_position != tail().position.value + 1 || header.stable_position != tail().position.value ||
      header.previous != tail().previous) {
    return damaged_here("the batch doesn't follow the one before it");
  }
  if ((header.flags & ~known_flags) != 0) return damaged_here("the batch has flags that this program doesn't know");
  if (auto taken = on_batch_(batch, found_.bytes); !taken) return taken.error();

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
  const auto remains = segment.end_of_remains(tail().offset, tail().offset + max_batch_bytes);
  if (!remains) return remains.error();
  found_.remains_end = *remains;
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

Result<ScannedJournal> scan_journal(Files& files, const std::vector<std::uint64_t>& segments, const OnBatch& on_batch) {
  return Scan(files, segments, on_batch).run();
}

}  // namespace doorbuster::core
