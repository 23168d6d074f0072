// zstd around the image's bytes, a frame at a time, each of bounded size.
#include "core/snapshot/snapshot_frames.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>

namespace doorbuster::core {
namespace {

// Fast: the fold has better things to do, and the disk is quicker than a tighter level.
constexpr int compression_level = 1;
constexpr std::size_t read_ahead_bytes = std::size_t{4} << 20;

}  // namespace

struct FrameWriter::Compressor {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  Compressor() {
    if (!context) throw std::bad_alloc();
  }
  ~Compressor() { ZSTD_freeCCtx(context); }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
};

FrameWriter::FrameWriter(NewFile& file, const SnapshotHeader& snapshot)
    : file_(file), snapshot_(snapshot), compressor_(std::make_unique<Compressor>()) {
  image_.reserve(frame_image_bytes);
  payload_.resize(sizeof(FrameHeader) + ZSTD_compressBound(frame_image_bytes));
}

FrameWriter::~FrameWriter() = default;

Result<void> FrameWriter::put(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), frame_image_bytes - image_.size()));
    image_.insert(image_.end(), part.begin(), part.end());
    bytes = bytes.subspan(part.size());
    if (image_.size() < frame_image_bytes) continue;
    if (auto written = write_frame(); !written) return written;
  }
  return {};
}

Result<void> FrameWriter::finish() {
  if (!image_.empty()) {
    if (auto written = write_frame(); !written) return written;
  }
  return write_frame();
}

Result<void> FrameWriter::write_frame() {
  const auto room = std::span(payload_).subspan(sizeof(FrameHeader));
  std::size_t stored = 0;
  if (!image_.empty()) {
    stored = ZSTD_compressCCtx(compressor_->context, room.data(), room.size(), image_.data(), image_.size(),
                               compression_level);
    if (ZSTD_isError(stored)) {
      return Failure{FailureKind::io, fmt::format("Can't compress a snapshot: {}.", ZSTD_getErrorName(stored))};
    }
  }
  FrameHeader header;
  header.index = index_++;
  header.image_bytes = static_cast<std::uint32_t>(image_.size());
  header.payload_bytes = static_cast<std::uint32_t>(stored);
  header = seal(header, snapshot_, room.first(stored));
  std::memcpy(payload_.data(), &header, sizeof header);
  image_.clear();
  offset_ += sizeof header + stored;
  return file_.append(std::span(payload_).first(sizeof header + stored));
}

struct FrameReader::Decompressor {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  Decompressor() {
    if (!context) throw std::bad_alloc();
  }
  ~Decompressor() { ZSTD_freeDCtx(context); }
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;
};

FrameReader::FrameReader(File& file, const SnapshotHeader& snapshot, std::string name)
    : file_(file),
      snapshot_(snapshot),
      name_(std::move(name)),
      decompressor_(std::make_unique<Decompressor>()),
      window_(read_ahead_bytes) {}

FrameReader::~FrameReader() = default;

Result<void> FrameReader::get(std::span<std::byte> into) {
  while (!into.empty()) {
    if (image_taken_ == image_.size()) {
      if (ended_) return damaged_here("it ends too soon");
      if (auto read = next_frame(); !read) return read;
      continue;
    }
    const std::size_t part = std::min(into.size(), image_.size() - image_taken_);
    std::memcpy(into.data(), image_.data() + image_taken_, part);
    image_taken_ += part;
    into = into.subspan(part);
  }
  return {};
}

Result<void> FrameReader::expect_end() {
  if (image_taken_ == image_.size() && !ended_) {
    if (auto read = next_frame(); !read) return read;
  }
  return ended_ && image_.empty() ? Result<void>() : damaged_here("it goes on after its end");
}

Result<void> FrameReader::skip_to_end() {
  while (!ended_) {
    if (auto read = next_frame(); !read) return read;
  }
  return {};
}

Result<void> FrameReader::next_frame() {
  FrameHeader header;
  auto bytes = view(sizeof header);
  if (!bytes) return bytes.error();
  if (bytes->size() < sizeof header) return damaged_here("it ends too soon");
  std::memcpy(&header, bytes->data(), sizeof header);
  const std::size_t most = ZSTD_compressBound(frame_image_bytes);
  if (header.index != index_ || header.image_bytes > frame_image_bytes || header.payload_bytes > most) {
    return damaged_here("a frame's header is not what was written");
  }
  bytes = view(sizeof header + header.payload_bytes);
  if (!bytes) return bytes.error();
  const auto payload = bytes->subspan(sizeof header);
  if (payload.size() < header.payload_bytes) return damaged_here("it ends too soon");
  if (!is_whole(header, snapshot_, payload)) return damaged_here("a frame is not what was written");

  image_.resize(header.image_bytes);
  image_taken_ = 0;
  if (header.image_bytes > 0) {
    const std::size_t got = ZSTD_decompressDCtx(decompressor_->context, image_.data(), image_.size(), payload.data(),
                                                payload.size());
    if (ZSTD_isError(got) || got != image_.size()) return damaged_here("a frame can't be decompressed");
  }
  offset_ += sizeof header + header.payload_bytes;
  ++index_;
  ended_ = header.image_bytes == 0;
  if (ended_ && offset_ != file_.size()) return damaged_here("there are bytes after its end");
  return {};
}

// `bytes` from where it stands, which stay there until the next call; fewer where the file ends.
Result<std::span<const std::byte>> FrameReader::view(std::size_t bytes) {
  assert(bytes + block_bytes <= window_.size());
  const bool inside = offset_ >= window_offset_ && offset_ + bytes <= window_offset_ + window_bytes_;
  if (!inside) {
    window_offset_ = offset_ / block_bytes * block_bytes;
    const auto got = file_.read(window_.span(), window_offset_);
    if (!got) return got.error();
    window_bytes_ = *got;
    const std::uint64_t end = window_offset_ + window_bytes_;
    bytes = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, end > offset_ ? end - offset_ : 0));
  }
  return std::span<const std::byte>(window_.span()).subspan(offset_ - window_offset_, bytes);
}

Failure FrameReader::damaged_here(std::string_view what) const { return snapshot_damaged(name_, offset_, what); }

}  // namespace doorbuster::core
