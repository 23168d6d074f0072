// The files that a rehearsal's result goes into.
#pragma once

#include <optional>

#include "app/load_flags.hpp"
#include "app/result_file.hpp"

namespace doorbuster::app {

class LoadFiles {
 public:
  [[nodiscard]] static core::Result<LoadFiles> open(const LoadOutputs& outputs);

  // One of them is stdout: nothing else may be written there.
  [[nodiscard]] bool has_stdout() const { return json_ && json_->is_stdout(); }
  // All of them; the first failure, if one could not be written.
  [[nodiscard]] core::Result<void> write(const loadtest::RunInfo& info, const loadtest::LoadResult& result);

 private:
  std::optional<ResultFile> json_;
};

}  // namespace doorbuster::app
