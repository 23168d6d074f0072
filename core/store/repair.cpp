// Carries a plan out. What it changes has been kept aside before.
#include "core/store/repair.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/files/aligned_buffer.hpp"
#include "core/journal/high_water.hpp"
#include "core/journal/segment_files.hpp"

namespace doorbuster::core {
namespace {

constexpr std::size_t copy_bytes = std::size_t{1} << 20;

// A name that no file has yet: nothing that was kept aside is ever lost.
Result<std::string> name_aside(Files& files, const std::string& name) {
  const auto names = files.list();
  if (!names) return names.error();
  std::string aside = name + ".damaged";
  for (int n = 2; std::ranges::count(*names, aside) > 0; ++n) aside = fmt::format("{}.damaged-{}", name, n);
  return aside;
}

Result<void> set_aside(Files& files, const std::string& name) {
  const auto aside = name_aside(files, name);
  return aside ? files.rename(name, *aside) : aside.error();
}

Result<void> copy_aside(Files& files, const std::string& name) {
  const auto aside = name_aside(files, name);
  if (!aside) return aside.error();
  auto from = files.open_read_only(name);
  if (!from) return from.error();
  auto to = files.create(*aside);
  if (!to) return to.error();
  const AlignedBuffer buffer(copy_bytes);
  for (std::uint64_t at = 0; at < (*from)->size();) {
    const auto got = (*from)->read(buffer.span(), at);
    if (!got) return got.error();
    if (*got == 0) break;
    if (auto appended = (*to)->append(buffer.span().first(*got)); !appended) return appended;
    at += *got;
  }
  return (*to)->finish();
}

Result<void> write_header(Files& files, const SegmentHeader& header) {
  if (auto copied = copy_aside(files, segment_name(header.number)); !copied) return copied;
  auto file = files.open(segment_name(header.number));
  if (!file) return file.error();
  const AlignedBuffer block(block_bytes);
  seal_segment_header(header, block.span().first<block_bytes>());
  return (*file)->write(block.span(), 0);
}

// From the front: until all is gone, what is left still tells that this is no crash's doing.
Result<void> fill_with_zeros(File& file, std::uint64_t from) {
  const AlignedBuffer zeros(copy_bytes);
  for (std::uint64_t at = from; at < file.size();) {
    const std::uint64_t part = std::min<std::uint64_t>(zeros.size(), file.size() - at);
    if (auto written = file.write(zeros.span().first(part), at); !written) return written;
    at += part;
  }
  return {};
}

Result<void> end_journal(Files& files, const JournalCut& cut) {
  if (cut.offset == 0) return create_segment(files, cut.segment);
  auto segment = open_segment(files, cut.segment.number, Access::write);
  if (!segment) return segment.error();
  return fill_with_zeros(*segment->file, cut.offset);
}

}  // namespace

Result<void> carry_out(Files& files, const RepairPlan& plan) {
  if (plan.cut && plan.cut->offset > 0) {
    if (auto copied = copy_aside(files, segment_name(plan.cut->segment.number)); !copied) return copied;
  }
  for (const std::string& name : plan.set_aside) {
    if (auto renamed = set_aside(files, name); !renamed) return renamed;
  }
  if (plan.header) return write_header(files, *plan.header);
  if (plan.cut) {
    if (auto ended = end_journal(files, *plan.cut); !ended) return ended;
  }
  const auto note = files.open_note(high_water_name);
  if (!note) return note.error();
  const bool is_ahead = (*note)->value().value_or(0) > plan.last_kept.value;
  return is_ahead ? (*note)->set(plan.last_kept.value) : Result<void>();
}

}  // namespace doorbuster::core
