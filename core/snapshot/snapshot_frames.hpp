// A snapshot's frames as one stream of bytes: compressed and sealed on the way out, checked on the way in.
// Knows nothing of what the bytes say.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/files/aligned_buffer.hpp"
#include "core/files/file.hpp"
#include "core/snapshot/snapshot_format.hpp"

namespace doorbuster::core {

// `file` and `snapshot` outlive it; the header has been written.
class FrameWriter {
 public:
  FrameWriter(NewFile& file, const SnapshotHeader& snapshot);
  ~FrameWriter();
  FrameWriter(const FrameWriter&) = delete;
  FrameWriter& operator=(const FrameWriter&) = delete;

  [[nodiscard]] Result<void> put(std::span<const std::byte> bytes);
  // The last frame. Nothing may be put after.
  [[nodiscard]] Result<void> finish();
  // How far it has come in the file.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  [[nodiscard]] Result<void> write_frame();

  struct Compressor;
  NewFile& file_;
  const SnapshotHeader& snapshot_;
  std::unique_ptr<Compressor> compressor_;
  std::vector<std::byte> image_;    // of the next frame
  std::vector<std::byte> payload_;
  std::uint64_t offset_ = sizeof(SnapshotHeader);
  std::uint32_t index_ = 0;
};

// `file` and `snapshot` outlive it. `name` is for messages.
class FrameReader {
 public:
  FrameReader(File& file, const SnapshotHeader& snapshot, std::string name);
  ~FrameReader();
  FrameReader(const FrameReader&) = delete;
  FrameReader& operator=(const FrameReader&) = delete;

  // Fills all of `into`; a frame that isn't what was written, or an end that comes too soon, is FailureKind::corrupt.
  [[nodiscard]] Result<void> get(std::span<std::byte> into);
  // After the last byte that is wanted: the stream ends here, and the file too.
  [[nodiscard]] Result<void> expect_end();
  // Checks all that is left, without looking at what it says.
  [[nodiscard]] Result<void> skip_to_end();
  // How far it has come in the file.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  [[nodiscard]] Result<void> next_frame();
  [[nodiscard]] Result<std::span<const std::byte>> view(std::size_t bytes);
  [[nodiscard]] Failure damaged_here(std::string_view what) const;

  struct Decompressor;
  File& file_;
  const SnapshotHeader& snapshot_;
  std::string name_;
  std::unique_ptr<Decompressor> decompressor_;
  AlignedBuffer window_;  // begins on a block's edge of the file
  std::uint64_t window_offset_ = 0;
  std::size_t window_bytes_ = 0;
  std::uint64_t offset_ = sizeof(SnapshotHeader);
  std::uint32_t index_ = 0;
  bool ended_ = false;
  std::vector<std::byte> image_;   // of this frame
  std::size_t image_taken_ = 0;
};

}  // namespace doorbuster::core
