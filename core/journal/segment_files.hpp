// The journal's files: how they are named, made and opened. Knows a segment's header; nothing of batches.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/files/file.hpp"
#include "core/journal/journal_format.hpp"
#include "core/result.hpp"

namespace doorbuster::core {

// "journal-00000001.seg"
[[nodiscard]] std::string segment_name(std::uint64_t number);

// Numbers of the segments there are, ascending.
[[nodiscard]] Result<std::vector<std::uint64_t>> segment_numbers(Files& files);
// The same. Without gaps: one missing in between is FailureKind::corrupt.
[[nodiscard]] Result<std::vector<std::uint64_t>> list_segments(Files& files);

// Makes it aside, under another name, and gives it its own once it is whole and stable: a segment exists with a good
// header or not at all. What an earlier try left aside is removed first.
[[nodiscard]] Result<void> create_segment(Files& files, const SegmentHeader& header);

// The same out of a segment that nobody needs any more: its file gets a new header, with the next epoch, and the new
// name. What it held stands there still, but counts no more, since every batch names its segment and epoch.
[[nodiscard]] Result<void> recycle_segment(Files& files, std::uint64_t old, SegmentHeader header);

struct Segment {
  std::unique_ptr<File> file;
  SegmentHeader header;
};
enum class Access : std::uint8_t { read, write };

// Opens it and checks its header: the number, the version, the size. Whose it is (header.store) is for the caller.
[[nodiscard]] Result<Segment> open_segment(Files& files, std::uint64_t number, Access access);

// Of all these segments together, going by the first; 0 if that can't be read.
[[nodiscard]] std::uint64_t bytes_of(Files& files, std::span<const std::uint64_t> segments);

// None where there should be some: it must be the wrong directory.
[[nodiscard]] Failure no_journal();
// A gap in the numbers.
[[nodiscard]] Failure missing_before_others(std::uint64_t segment);
// Damage at a place, in a sentence that ends with what to do.
[[nodiscard]] Failure damaged(std::uint64_t segment, std::uint64_t offset, std::string_view what);

}  // namespace doorbuster::core
