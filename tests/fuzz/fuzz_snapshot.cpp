// Snapshots: a file of any bytes is refused with a sentence or is a sound state; and so is any image, which has no
// checksum to hide behind. A state that was read is the same when it is written and read once more. An input that
// begins with '=' is a snapshot's file, any other an image.
#include "core/snapshot/snapshot.hpp"
#include "tests/fuzz/must_hold.hpp"
#include "tests/fuzz/small_state.hpp"
#include "tests/support/memory_files.hpp"

namespace doorbuster::fuzz {
namespace {

constexpr std::uint64_t segment = 12;  // as in the golden file

void check_state(const inventory::State& state) {
  must_hold(inventory::broken_invariants(state).empty(), "a state that was accepted is sound");
  support::MemoryDisk disk;
  support::MemoryFiles files(disk);
  core::SnapshotOf of;
  of.end = {segment, state.position(), 0};
  must_hold(core::write_snapshot(files, of, state, core::unwatched).has_value(), "a state can be written");
  const auto again = core::read_snapshot(files, segment, small_state, core::unwatched);
  must_hold(again.has_value(), "what was written can be read");
  must_hold(inventory::fingerprint(again->state) == inventory::fingerprint(state), "what was read is what was written");
}

void check_file(std::string_view bytes) {
  support::MemoryDisk disk;
  disk.create(core::snapshot_name(segment), bytes.size());
  disk.write(core::snapshot_name(segment), 0, std::as_bytes(std::span(bytes)));
  support::MemoryFiles files(disk);
  const auto snapshot = core::read_snapshot(files, segment, small_state, core::unwatched);
  if (!snapshot) return must_hold(!snapshot.error().message.empty(), "a refusal says why");
  check_state(snapshot->state);
}

void check_image(std::string_view bytes) {
  auto left = std::as_bytes(std::span(bytes));
  inventory::State state(small_state);
  const auto misfit = inventory::read_image(state, [&](std::span<std::byte> into) {
    if (into.size() > left.size()) return false;
    std::ranges::copy(left.first(into.size()), into.begin());
    left = left.subspan(into.size());
    return true;
  });
  if (misfit) return must_hold(!misfit->empty(), "a refusal says why");
  check_state(state);
}

}  // namespace
}  // namespace doorbuster::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace doorbuster::fuzz;
  const ExactBytes input(text_of(data, size));
  if (input.text().starts_with('=')) {
    check_file(input.text().substr(1));
  } else {
    check_image(input.text());
  }
  return 0;
}
