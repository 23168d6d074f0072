// Every block of every segment, as a batch's header; and the notes.
#include "tests/simulation/trace.hpp"

#include "core/journal/journal_format.hpp"

namespace doorbuster::simulation {
namespace {

using core::BatchHeader;
using core::SegmentHeader;
using core::block_bytes;
using support::MemoryDisk;

// It was written once all before it was stable. Of its own events it tells only if it is whole: otherwise it is what a
// crash leaves of a batch that nobody was told of.
bool tells_of(const MemoryDisk& disk, const std::string& name, const BatchHeader& batch, std::uint64_t position) {
  if (batch.stable_position >= position || batch.first_position > position) return true;
  if (batch.first_position + batch.events <= position || batch.body_bytes > core::max_body_bytes) return false;
  const std::uint64_t bytes = core::batch_bytes(batch);
  if (batch.offset + bytes > disk.size(name)) return false;
  std::vector<std::byte> whole(bytes);
  disk.read(name, batch.offset, whole);
  return core::journal_checksum(std::span(whole).subspan(sizeof batch)) == batch.body_checksum;
}

bool segment_tells_of(const MemoryDisk& disk, const std::string& name, std::uint64_t position) {
  std::array<std::byte, block_bytes> block;
  SegmentHeader segment;
  disk.read(name, 0, block);
  const bool known = core::read_segment_header(block, segment);
  for (std::uint64_t at = block_bytes; at + block_bytes <= disk.size(name); at += block_bytes) {
    BatchHeader batch;
    if (disk.is_blank(name, at)) continue;
    disk.read(name, at, block);
    if (!core::read_batch_header(block, batch) || batch.offset != at) continue;
    const bool at_home = !known || (batch.segment == segment.number && batch.epoch == segment.epoch);
    if (at_home && tells_of(disk, name, batch, position)) return true;
  }
  return false;
}

}  // namespace

bool no_trace_of(const MemoryDisk& disk, std::uint64_t position) {
  for (const std::string& note : disk.note_names()) {
    if (disk.note(note).value_or(0) >= position) return false;
  }
  for (const std::string& name : disk.names()) {
    if (name.ends_with(".seg") && disk.size(name) >= block_bytes && segment_tells_of(disk, name, position)) {
      return false;
    }
  }
  return true;
}

}  // namespace doorbuster::simulation
