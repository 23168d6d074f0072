// A segment laid out from a fuzzer's input. As it stands, checksums refuse nearly every change, so most inputs are
// batches without checksums, which are put in: [events][flags][wrong][body bytes: 2][body], again and again.
#pragma once

#include <string>
#include <vector>

#include "core/journal/segment_files.hpp"
#include "tests/support/memory_disk.hpp"

namespace doorbuster::fuzz {

inline constexpr char as_it_stands = '=';  // begins an input that is a segment's bytes; all others are batches
inline constexpr std::size_t compact_header_bytes = 5;
inline constexpr std::int64_t laid_out_base_ms = 1'783'000'000'000;

// The one thing in a batch that is wrong under checksums that are right.
enum class Wrong : std::uint8_t { nothing, position, stable, previous, segment, epoch, offset, store, body, header };
inline constexpr unsigned wrongs = static_cast<unsigned>(Wrong::header) + 1;

inline void make_wrong(Wrong wrong, core::BatchHeader& header) {
  switch (wrong) {
    case Wrong::position: ++header.first_position; break;
    case Wrong::stable: header.stable_position += 2; break;
    case Wrong::previous: ++header.previous; break;
    case Wrong::segment: ++header.segment; break;
    case Wrong::epoch: ++header.epoch; break;
    case Wrong::offset: header.offset += core::block_bytes; break;
    case Wrong::store: header.store.bytes[0] ^= std::byte{1}; break;
    default: break;
  }
}

inline std::vector<std::byte> segment_of_batches(std::string_view input) {
  std::vector<std::byte> bytes(core::block_bytes);
  core::SegmentHeader segment;
  segment.number = core::first_segment;
  segment.epoch = core::first_epoch;
  segment.segment_bytes = core::min_segment_bytes;
  std::uint64_t previous = core::seal_segment_header(segment, std::span(bytes).first<core::block_bytes>());
  std::uint64_t position = 0;
  while (input.size() >= compact_header_bytes) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(input[at]); };
    core::BatchHeader header;
    header.segment = segment.number;
    header.epoch = segment.epoch;
    header.offset = bytes.size();
    header.first_position = position + 1;
    header.stable_position = position;
    header.previous = previous;
    header.base_time_ms = laid_out_base_ms;
    header.events = byte(0);
    header.flags = byte(1) & 7u;
    const auto wrong = static_cast<Wrong>(byte(2) % wrongs);
    make_wrong(wrong, header);
    const std::size_t wanted = byte(3) + 256u * byte(4);
    input.remove_prefix(compact_header_bytes);
    const std::string_view body = input.substr(0, wanted);
    input.remove_prefix(body.size());
    header.body_bytes = static_cast<std::uint32_t>(body.size());

    std::vector<std::byte> batch(core::batch_bytes(header));
    std::ranges::copy(std::as_bytes(std::span(body)), batch.begin() + sizeof header);
    previous = core::seal_batch(header, batch).checksum;
    if (wrong == Wrong::body && !body.empty()) batch[sizeof header] ^= std::byte{1};
    if (wrong == Wrong::header) batch[sizeof header - 1] ^= std::byte{1};
    position += header.events;
    if (bytes.size() + batch.size() > core::min_segment_bytes) break;
    bytes.insert(bytes.end(), batch.begin(), batch.end());
  }
  return bytes;
}

[[nodiscard]] inline support::MemoryDisk laid_out(std::string_view input) {
  std::vector<std::byte> bytes;
  if (input.starts_with(as_it_stands)) {
    const auto raw = std::as_bytes(std::span(input.substr(1)));
    bytes.assign(raw.begin(), raw.end());
  } else {
    bytes = segment_of_batches(input);
  }
  support::MemoryDisk disk;
  const auto name = core::segment_name(core::first_segment);
  disk.create(name, core::min_segment_bytes);
  disk.write(name, 0, std::span(bytes).first(std::min<std::size_t>(bytes.size(), core::min_segment_bytes)));
  return disk;
}

}  // namespace doorbuster::fuzz
