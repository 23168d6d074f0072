// Names, headers and the making of segments.
#include "core/segment_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "core/aligned_buffer.hpp"

namespace doorbuster::core {
namespace {

constexpr std::string_view name_prefix = "journal-";
constexpr std::string_view name_suffix = ".seg";
constexpr std::string_view unfinished_name = "journal-next.tmp";

std::optional<std::uint64_t> segment_number(std::string_view name) {
  if (!name.starts_with(name_prefix) || !name.ends_with(name_suffix)) return std::nullopt;
  const std::string_view digits =
      name.substr(name_prefix.size(), name.size() - name_prefix.size() - name_suffix.size());
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool spelt_our_way = read.ec == std::errc() && segment_name(number) == name;
  return spelt_our_way ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string segment_name(std::uint64_t number) { return fmt::format("{}{:08}{}", name_prefix, number, name_suffix); }

Result<std::vector<std::uint64_t>> list_segments(Files& files) {
  const auto names = files.list();
  if (!names) return names.error();
  std::vector<std::uint64_t> numbers;
  for (const std::string& name : *names) {
    if (const auto number = segment_number(name)) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i] != numbers[i - 1] + 1) return missing_before_others(numbers[i - 1] + 1);
  }
  return numbers;
}

Result<void> create_segment(Files& files, const SegmentHeader& header) {
  const std::string aside(unfinished_name);
  const auto names = files.list();
  if (!names) return names.error();
  if (std::find(names->begin(), names->end(), aside) != names->end()) {
    if (auto removed = files.remove(aside); !removed) return removed;
  }
  if (auto created = files.create_zeroed(aside, header.segment_bytes); !created) return created;
  {
    auto file = files.open(aside);
    if (!file) return file.error();
    const AlignedBuffer block(block_bytes);
    seal_segment_header(header, block.span().first<block_bytes>());
    if (auto written = (*file)->write(block.span(), 0); !written) return written;
  }
  return files.rename(aside, segment_name(header.number));
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

Failure missing_before_others(std::uint64_t segment) {
  return damaged(segment, 0, "the file is missing, but later ones are there");
}

Failure damaged(std::uint64_t segment, std::uint64_t offset, std::string_view what) {
  return Failure{FailureKind::corrupt, fmt::format("The journal is damaged: {} at offset {}: {}. Nothing was changed. "
                                                   "Keep a copy of the data directory, and restore that file from a "
                                                   "backup.", segment_name(segment), offset, what)};
}

}  // namespace doorbuster::core
