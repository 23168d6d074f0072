// Has the journal's next segment ready before it is needed, so that rolling over never waits for the disk to be
// filled with zeros: a spent segment's file is used again, and where there is none a new one is made.
#pragma once

#include <memory>
#include <optional>

#include "core/journal/segment_files.hpp"
#include "core/meters.hpp"

namespace doorbuster::core {

class SegmentPreparer {
 public:
  // New segments are like `model` but for their number and epoch. `files` outlives it, and so does `kept_bytes`, which
  // it keeps at the size of all segments together.
  SegmentPreparer(Files& files, const SegmentHeader& model, Gauge& kept_bytes)
      : files_(files), model_(model), kept_bytes_(kept_bytes) {}

  // Begins to make segment `number` if there is none yet, and to open it. Segments up to `spent` are needed no more:
  // the last of them is recycled, the others are removed.
  void prepare(std::uint64_t number, std::uint64_t spent);

  struct Prepared {
    Segment segment;  // ready to write to
    bool recycled = false;
  };
  // What was prepared; waits for it. If preparing failed (a full disk, say, that has room by now) it is done once more
  // here and now; but not if it failed once the file had its name, since that may not be stable then, and a second sync
  // that succeeds would not tell.
  [[nodiscard]] Result<Prepared> take();

 private:
  [[nodiscard]] Result<Prepared> make();
  [[nodiscard]] Result<bool> recycle(const std::vector<std::uint64_t>& segments) const;

  Files& files_;
  SegmentHeader model_;
  Gauge& kept_bytes_;
  std::uint64_t spent_ = 0;
  bool has_file_ = false;                    // under its name, and stable; this and the next are the background's,
  std::optional<Prepared> prepared_;         // until its wait() has come back
  std::unique_ptr<Background> preparation_;  // last: ends before what it uses goes
};

}  // namespace doorbuster::core
