// A header, then the state's image in frames.
#include "core/snapshot/snapshot.hpp"

#include <fmt/format.h>

#include <cstring>
#include <optional>

#include "core/files/numbered_names.hpp"
#include "core/snapshot/empty_state.hpp"
#include "core/snapshot/snapshot_frames.hpp"
#include "core/snapshot/want_of_room.hpp"

namespace doorbuster::core {
namespace {

constexpr NumberedNames snapshot_names{"snapshot-", ".snap"};
constexpr const char* unfinished_name = "snapshot-next.tmp";

// The header of the snapshot in `file`, checked.
Result<SnapshotHeader> read_header(File& file, const std::string& name) {
  SnapshotHeader header;
  const auto got = file.read(std::as_writable_bytes(std::span(&header, 1)), 0);
  if (!got) return got.error();
  if (*got < sizeof header || !is_whole(header)) {
    return snapshot_damaged(name, 0, "the snapshot's header is not what was written");
  }
  if (header.version == snapshot_version) return header;
  return Failure{FailureKind::unsupported,
                 fmt::format("{} is in version {} of the snapshot's format; this program knows version {} only. Start "
                             "the program that wrote it.", name, header.version, snapshot_version)};
}

// Keeps the first failure of a stream that a callback feeds or is fed by.
template <class Action>
bool keep_failure(Result<void>& kept, Action&& action) {
  kept = action();
  return kept.has_value();
}

Result<void> write_image(NewFile& file, const SnapshotHeader& header, const inventory::State& state,
                         const OnSnapshotBytes& on_bytes) {
  if (auto begun = file.append(std::as_bytes(std::span(&header, 1))); !begun) return begun;
  FrameWriter frames(file, header);
  Result<void> put;
  const bool whole = inventory::write_image(state, [&](std::span<const std::byte> bytes) {
    return keep_failure(put, [&] { return on_bytes(frames.offset(), 0); }) &&
           keep_failure(put, [&] { return frames.put(bytes); });
  });
  if (!whole) return put;
  if (auto finished = frames.finish(); !finished) return finished;
  return file.finish();
}

// Every frame of it, from the device.
Result<void> read_back(Files& files, const std::string& name) {
  auto file = files.open_read_only(name);
  if (!file) return file.error();
  const auto header = read_header(**file, name);
  if (!header) return header.error();
  FrameReader frames(**file, *header, name);
  return frames.skip_to_end();
}

Result<void> write_aside(Files& files, const SnapshotHeader& header, const inventory::State& state,
                         const OnSnapshotBytes& on_bytes) {
  {
    auto file = files.create(unfinished_name);
    if (!file) return file.error();
    if (auto written = write_image(**file, header, state, on_bytes); !written) return written;
  }
  return read_back(files, unfinished_name);
}

}  // namespace

std::string snapshot_name(std::uint64_t segment) { return snapshot_names.name(segment); }

Result<std::vector<std::uint64_t>> list_snapshots(Files& files) { return snapshot_names.list(files); }

std::uint64_t bytes_of_snapshots(Files& files, std::span<const std::uint64_t> segments) {
  std::uint64_t bytes = 0;
  for (const std::uint64_t segment : segments) {
    if (const auto file = files.open_read_only(snapshot_name(segment))) bytes += (*file)->size();
  }
  return bytes;
}

Result<void> write_snapshot(Files& files, const SnapshotOf& of, const inventory::State& state,
                            const OnSnapshotBytes& on_bytes) {
  SnapshotHeader header;
  header.store = of.store;
  header.segment = of.end.segment;
  header.position = of.end.position.value;
  header.last_batch = of.end.checksum;
  header.last_event_at_ms = of.last_event_at.ms;
  header.fingerprint = inventory::fingerprint(state).value;
  header = seal(header);

  auto written = write_aside(files, header, state, on_bytes);
  if (written) return files.rename(unfinished_name, snapshot_name(of.end.segment));
  (void)remove_unfinished_snapshot(files);  // its space goes back; the failure is what counts
  return written;
}

Result<void> remove_unfinished_snapshot(Files& files) { return remove_leftover(files, unfinished_name); }

Result<void> check_reach(std::span<const std::uint64_t> snapshots, std::uint64_t last_segment) {
  if (snapshots.empty() || snapshots.back() < last_segment) return {};
  return Failure{FailureKind::corrupt,
                 fmt::format("The journal is damaged: it ends in {} and doesn't reach as far as {}. Nothing was "
                             "changed. Keep a copy of the data directory, and restore the journal from a backup.",
                             segment_name(last_segment), snapshot_name(snapshots.back()))};
}

Result<Snapshot> read_snapshot(Files& files, std::uint64_t segment, const inventory::Capacity& capacity,
                               const OnSnapshotBytes& on_bytes) {
  const std::string name = snapshot_name(segment);
  auto file = files.open_read_only(name);
  if (!file) return file.error();
  const auto header = read_header(**file, name);
  if (!header) return header.error();
  if (header->segment != segment) {
    return snapshot_damaged(name, 0, fmt::format("this is the snapshot of segment {} under another's name",
                                                 header->segment));
  }
  Snapshot snapshot{{header->store, {segment, {header->position}, header->last_batch}, {header->last_event_at_ms}},
                    {header->fingerprint}, empty_state(capacity), (*file)->size()};

  FrameReader frames(**file, *header, name);
  Result<void> got;
  const auto misfit = inventory::read_image(snapshot.state, [&](std::span<std::byte> into) {
    return keep_failure(got, [&] { return on_bytes(frames.offset(), snapshot.bytes); }) &&
           keep_failure(got, [&] { return frames.get(into); });
  });
  if (!got) return got.error();
  if (misfit && inventory::is_want_of_room(*misfit)) return want_of_room(name, *misfit);
  if (misfit) return snapshot_damaged(name, frames.offset(), *misfit);
  if (auto ended = frames.expect_end(); !ended) return ended.error();
  if (snapshot.state.position() != snapshot.of.end.position) {
    return snapshot_damaged(name, 0, "the state in it is of another position");
  }
  return snapshot;
}

}  // namespace doorbuster::core
