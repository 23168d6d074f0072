// Has the journal's next segment ready before it is needed, so that rolling over never waits for the disk to be
// filled with zeros.
#pragma once

#include <memory>
#include <optional>

#include "core/segment_files.hpp"

namespace doorbuster::core {

class SegmentPreparer {
 public:
  // New segments are like `model` but for their number. `files` outlives it.
  SegmentPreparer(Files& files, const SegmentHeader& model) : files_(files), model_(model) {}

  // Begins to make segment `number` if there is none yet, and to open it.
  void prepare(std::uint64_t number);
  // What was prepared, ready to write to; waits for it. If preparing failed (a full disk, say, that has room by now)
  // it is done once more here and now.
  [[nodiscard]] Result<Segment> take();

 private:
  [[nodiscard]] Result<Segment> make() const;

  Files& files_;
  SegmentHeader model_;
  std::optional<Segment> prepared_;          // the background's, until its wait() has come back
  std::unique_ptr<Background> preparation_;  // last: ends before what it uses goes
};

}  // namespace doorbuster::core
