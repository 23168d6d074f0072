// Names, headers and the making of segments.
#include "core/journal/segment_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/files/aligned_buffer.hpp"
#include "core/files/numbered_names.hpp"

namespace doorbuster::core {
namespace {

constexpr NumberedNames segment_names{"journal-", ".seg"};
constexpr const char* unfinished_name = "journal-next.tmp";

// Gives the unfinished file its header, and then its name.
Result<void> head_and_name(Files& files, const SegmentHeader& header) {
  {
    auto file = files.open(unfinished_name);
    if (!file) return file.error();
    const AlignedBuffer block(block_bytes);
    seal_segment_header(header, block.span().first<block_bytes>());
    if (auto written = (*file)->write(block.span(), 0); !written) return written;
  }
  return files.rename(unfinished_name, segment_name(header.number));
}

}  // namespace

std::string segment_name(std::uint64_t number) { return segment_names.name(number); }

Result<std::vector<std::uint64_t>> segment_numbers(Files& files) { return segment_names.list(files); }

Result<std::vector<std::uint64_t>> list_segments(Files& files) {
  auto numbers = segment_numbers(files);
  for (std::size_t i = 1; numbers && i < numbers->size(); ++i) {
    if ((*numbers)[i] != (*numbers)[i - 1] + 1) return missing_before_others((*numbers)[i - 1] + 1);
  }
  return numbers;
}

Result<void> create_segment(Files& files, const SegmentHeader& header) {
  if (auto removed = remove_leftover(files, unfinished_name); !removed) return removed;
  if (auto created = files.create_zeroed(unfinished_name, header.segment_bytes); !created) return created;
  return head_and_name(files, header);
}

Result<void> recycle_segment(Files& files, std::uint64_t old, SegmentHeader header) {
  {
    const auto segment = open_segment(files, old, Access::read);
    if (!segment) return segment.error();
    header.epoch = segment->header.epoch + 1;
  }
  if (auto aside = files.rename(segment_name(old), unfinished_name); !aside) return aside;
  return head_and_name(files, header);
}

Result<Segment> open_segment(Files& files, std::uint64_t number, Access access) {
  const std::string name = segment_name(number);
  auto file = access == Access::write ? files.open(name) : files.open_read_only(name);
  if (!file) return file.error();

  const AlignedBuffer block(block_bytes);
  const auto got = (*file)->read(block.span(), 0);
  if (!got) return got.error();
  SegmentHeader header;
  if (*got < block_bytes || !read_segment_header(block.span().first<block_bytes>(), header)) {
    return damaged(number, 0, "the segment's header is not what was written");
  }
  if (header.version != journal_version) {
    return Failure{FailureKind::unsupported,
                   fmt::format("{} is in version {} of the journal's format; this program knows version {} only. Start "
                               "the program that wrote it.", name, header.version, journal_version)};
  }
  if (header.number != number) {
    return damaged(number, 0, fmt::format("this is segment {} under another's name", header.number));
  }
  if (header.segment_bytes != (*file)->size()) {
    return damaged(number, std::min(header.segment_bytes, (*file)->size()),
                   fmt::format("the file has {} bytes and should have {}", (*file)->size(), header.segment_bytes));
  }
  return Segment{std::move(*file), header};
}

std::uint64_t bytes_of(Files& files, std::span<const std::uint64_t> segments) {
  if (segments.empty()) return 0;
  const auto first = open_segment(files, segments.front(), Access::read);
  return first ? first->header.segment_bytes * segments.size() : 0;
}

Failure no_journal() {
  return {FailureKind::io, fmt::format("There is no journal in this directory: no file {} or later. Give the one that "
                                       "the server keeps its data in.", segment_name(first_segment))};
}

Failure missing_before_others(std::uint64_t segment) {
  return damaged(segment, 0, "the file is missing, but later ones are there");
}

Failure damaged(std::uint64_t segment, std::uint64_t offset, std::string_view what) {
  return Failure{FailureKind::corrupt, fmt::format("The journal is damaged: {} at offset {}: {}. Nothing was changed. "
                                                   "Keep a copy of the data directory, and restore that file from a "
                                                   "backup.", segment_name(segment), offset, what)};
}

}  // namespace doorbuster::core
