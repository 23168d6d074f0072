// A journal of one segment, of any bytes: it is refused with a sentence, or read to an end that lies in it; then the
// event reader gives the events that the scan gave, the state that they lead to is sound, and nothing was written.
#include "core/journal/event_reader.hpp"
#include "core/journal/journal_scan.hpp"
#include "core/snapshot/replay.hpp"
#include "tests/fuzz/laid_out_journal.hpp"
#include "tests/fuzz/must_hold.hpp"
#include "tests/fuzz/small_state.hpp"
#include "tests/support/memory_files.hpp"

namespace doorbuster::fuzz {
namespace {

void check_events(core::Files& files, std::uint64_t scanned) {
  core::EventReader reader(files);
  core::EventCursor cursor;
  std::vector<core::RecordedEvent> events;
  for (std::size_t before = 0;; before = events.size()) {
    const auto read = reader.read(cursor, {scanned}, 100, events);
    must_hold(read.has_value(), "what could be scanned can be read");
    if (events.size() == before) break;
  }
  must_hold(events.size() == scanned, "the reader gives every event");
  for (std::size_t i = 0; i < events.size(); ++i) {
    must_hold(events[i].position.value == i + 1, "positions only grow, by one");
  }
}

void check(support::MemoryDisk& disk) {
  const support::MemoryDisk before = disk;
  support::MemoryFiles files(disk);
  core::Replay replay(inventory::State(small_state), {});
  const auto scanned = core::scan_journal(
      files, {core::first_segment}, {},
      {.on_batch = [&](const core::Batch& batch, std::uint64_t) { return replay.take(batch); }});
  must_hold(disk == before, "reading changes nothing");
  if (!scanned) return must_hold(!scanned.error().message.empty(), "a refusal says why");
  must_hold(scanned->tail.offset <= core::min_segment_bytes, "the journal ends in its segment");
  must_hold(scanned->remains_end >= scanned->tail.offset, "remains lie behind the end");
  must_hold(inventory::broken_invariants(replay.state()).empty(), "a state that was accepted is sound");
  check_events(files, replay.events());
}

}  // namespace
}  // namespace doorbuster::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto disk = doorbuster::fuzz::laid_out(doorbuster::fuzz::text_of(data, size));
  doorbuster::fuzz::check(disk);
  return 0;
}
