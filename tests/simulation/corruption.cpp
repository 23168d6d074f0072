// The damages, one by one, each to a copy of the disk.
#include "tests/simulation/corruption.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "core/snapshot/snapshot.hpp"
#include "tests/core/histories/long_history.hpp"
#include "tests/simulation/side_by_side.hpp"

namespace doorbuster::simulation {
namespace {

using core::BatchHeader;
using core::SegmentHeader;
using core::block_bytes;
using core::bounded;
using support::MemoryDisk;
using support::MemoryFiles;

using Block = std::array<std::byte, block_bytes>;
using Damage = std::function<void(MemoryDisk& disk)>;

constexpr std::size_t journalled_events = 1'100;
constexpr std::size_t events_a_batch = 40;

Block block_at(const MemoryDisk& disk, const std::string& file, std::uint64_t at) {
  Block block{};
  disk.read(file, at, std::span(block).first(std::min<std::uint64_t>(block_bytes, disk.size(file) - at)));
  return block;
}

void put(MemoryDisk& disk, const std::string& file, std::uint64_t at, const Block& block) {
  disk.write(file, at, std::span(block).first(std::min<std::uint64_t>(block_bytes, disk.size(file) - at)));
}

void put_byte(MemoryDisk& disk, const std::string& file, std::uint64_t at, std::byte byte) {
  disk.write(file, at, {&byte, 1});
}

std::byte byte_at(const MemoryDisk& disk, const std::string& file, std::uint64_t at) {
  std::byte byte{};
  disk.read(file, at, {&byte, 1});
  return byte;
}

// The block as it would be from an earlier use of its file.
void make_stale(MemoryDisk& disk, const std::string& file, std::uint64_t at) {
  Block block = block_at(disk, file, at);
  SegmentHeader segment;
  BatchHeader batch;
  if (core::read_segment_header(block, segment)) {
    --segment.epoch;
    core::seal_segment_header(segment, block);
  } else if (core::read_batch_header(block, batch) && core::batch_bytes(batch) == block_bytes) {
    --batch.epoch;
    core::seal_batch(batch, block);
  } else {
    block.fill(std::byte{0x5A});
  }
  put(disk, file, at, block);
}

enum Kind : int { harmless, refused, wrong };

class Ward {
 public:
  explicit Ward(const Patient& patient) : patient_(patient) {
    MemoryDisk disk = patient.disk;
    MemoryFiles files(disk);
    const auto store = core::open_store(files, bounded, core::small_capacity(), nullptr);
    fingerprint_ = inventory::fingerprint(store.value().state);
  }

  // Of what is wrong, with the fault as text.
  [[nodiscard]] Outcome suffer(const Damage& damage) const {
    MemoryDisk disk = patient_.disk;
    damage(disk);
    const MemoryDisk damaged = disk;
    MemoryFiles files(disk);
    const auto store = core::open_store(files, bounded, core::small_capacity(), nullptr);
    const std::string fault = store ? fault_of(*store) : fault_of(store.error(), disk == damaged);
    if (!fault.empty()) return {wrong, fault};
    return {store ? harmless : refused, {}};
  }

 private:
  [[nodiscard]] std::string fault_of(const core::Store& store) const {
    return inventory::fingerprint(store.state) == fingerprint_ ? "" : "the state is another, and nobody noticed";
  }
  [[nodiscard]] static std::string fault_of(const core::Failure& failure, bool unchanged) {
    if (failure.kind != core::FailureKind::corrupt) return "not called damage: " + failure.message;
    if (!unchanged) return "the disk was changed: " + failure.message;
    const bool names_file = failure.message.find(".seg") != std::string::npos ||
                            failure.message.find(".snap") != std::string::npos;
    return names_file && failure.message.find("offset") != std::string::npos ? "" : "no place: " + failure.message;
  }

  const Patient& patient_;
  inventory::Fingerprint fingerprint_;
};

// All that is done, in rows.
struct Done {
  std::size_t row;
  std::string place;
  Damage damage;
};

class Plan {
 public:
  Plan(const Patient& patient, std::uint64_t stride) : file_(patient.file), end_(patient.end) {
    for (std::uint64_t at = 0; at < end_; at += stride) add_byte(at);
    for (std::uint64_t at = 0; at < end_; at += block_bytes) {
      add_block(at);
      for (std::uint64_t other = 0; other < end_; other += block_bytes) {
        const bool chosen = pairs_++ % std::max<std::uint64_t>(1, stride / strides_a_pair) == 0;
        if (chosen && other != at) add_pair(at, other, patient.disk);
      }
    }
  }

  std::vector<Row> rows;
  std::vector<Done> all;

 private:
  void add(std::string_view damage, std::string place, Damage done) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& known) { return known.damage == damage; });
    if (row == rows.end()) row = rows.insert(rows.end(), Row{std::string(damage), 0, 0, 0, {}});
    all.push_back({static_cast<std::size_t>(row - rows.begin()), std::move(place), std::move(done)});
  }

  void add_byte(std::uint64_t at) {
    const std::string place = fmt::format("byte {}", at);
    const auto& file = file_;
    add("flip a bit", place, [&file, at](MemoryDisk& disk) {
      put_byte(disk, file, at, byte_at(disk, file, at) ^ std::byte{1} << (at % 8));
    });
    add("zero", place, [&file, at](MemoryDisk& disk) { put_byte(disk, file, at, std::byte{0}); });
    add("ff", place, [&file, at](MemoryDisk& disk) { put_byte(disk, file, at, std::byte{0xFF}); });
    add("truncate", place, [&file, at](MemoryDisk& disk) { disk.resize(file, at); });
  }

  void add_block(std::uint64_t at) {
    const std::string place = fmt::format("block {}", at);
    const auto& file = file_;
    add("drop", place, [&file, at](MemoryDisk& disk) { put(disk, file, at, Block{}); });
    add("stale epoch", place, [&file, at](MemoryDisk& disk) { make_stale(disk, file, at); });
  }

  void add_pair(std::uint64_t at, std::uint64_t other, const MemoryDisk& whole) {
    const std::string place = fmt::format("block {} and {}", at, other);
    const auto& file = file_;
    const Block here = block_at(whole, file, at), there = block_at(whole, file, other);
    add("duplicate over another", place, [=, &file](MemoryDisk& disk) { put(disk, file, other, here); });
    add("swap two", place, [=, &file](MemoryDisk& disk) {
      put(disk, file, other, here);
      put(disk, file, at, there);
    });
    add("misdirect in the file", place, [=, &file](MemoryDisk& disk) {
      put(disk, file, other, here);
      put(disk, file, at, Block{});
    });
    for (const std::string& elsewhere : whole.names()) {
      if (elsewhere == file || other + block_bytes > whole.size(elsewhere)) continue;
      add("misdirect to another file", place + " of " + elsewhere, [=, &file](MemoryDisk& disk) {
        put(disk, elsewhere, other, here);
        put(disk, file, at, Block{});
      });
    }
  }

  static constexpr std::uint64_t strides_a_pair = 32;  // where not all bytes are tried, so many times more of the pairs

  const std::string& file_;
  std::uint64_t end_;
  std::uint64_t pairs_ = 0;
};

}  // namespace

std::vector<Patient> patients() {
  const auto& events = core::long_history();
  Patient journal{"the journal", {}, core::segment_name(core::first_segment), 0};
  core::journal_events(journal.disk, {events.begin(), events.begin() + journalled_events}, events_a_batch);
  journal.end = core::written_bytes(journal.disk, core::first_segment);

  Patient snapshot{"a snapshot", {}, {}, 0};
  core::journal_long_history(snapshot.disk, bounded, 7 * core::events_a_segment);
  MemoryFiles files(snapshot.disk);
  snapshot.file = core::snapshot_name(core::list_snapshots(files).value().back());
  snapshot.end = snapshot.disk.size(snapshot.file);
  return {std::move(journal), std::move(snapshot)};
}

std::vector<Row> damage_all(const Patient& patient, std::uint64_t stride, unsigned processes,
                            const OnDamages& on_damages) {
  Plan plan(patient, stride);
  const Ward ward(patient);
  std::size_t tried = 0;
  const auto note = [&](std::size_t at, const Outcome& outcome) {
    const Done& done = plan.all[at];
    Row& row = plan.rows[done.row];
    ++row.tried;
    if (outcome.kind == harmless) ++row.harmless;
    if (outcome.kind == refused) ++row.refused;
    if (outcome.kind == wrong) row.wrong.push_back(fmt::format("{} {}: {}", row.damage, done.place, outcome.text));
    on_damages(++tried, plan.all.size());
  };
  side_by_side(
      plan.all.size(), processes, [&](std::size_t at) { return ward.suffer(plan.all[at].damage); }, note,
      [&](std::size_t at, const std::string& why) { note(at, {wrong, why}); });
  return std::move(plan.rows);
}

std::string table(const Patient& patient, const std::vector<Row>& rows) {
  std::string text = fmt::format("{}: {}, {} bytes\n{:28}{:>10}{:>10}{:>10}{:>10}\n", patient.name, patient.file,
                                 patient.end, "", "tried", "harmless", "refused", "wrong");
  for (const Row& row : rows) {
    text += fmt::format("{:28}{:>10}{:>10}{:>10}{:>10}\n", row.damage, row.tried, row.harmless, row.refused,
                        row.wrong.size());
  }
  return text;
}

}  // namespace doorbuster::simulation
