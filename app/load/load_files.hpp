// The files that a rehearsal's result goes into.
#pragma once

#include <string>
#include <vector>

#include "app/files/result_file.hpp"
#include "app/load/load_flags.hpp"

namespace doorbuster::app {

class LoadFiles {
 public:
  [[nodiscard]] static core::Result<LoadFiles> open(const LoadOutputs& outputs);

  // One of them is stdout: nothing else may be written there.
  [[nodiscard]] bool has_stdout() const;
  // All of them; the first failure, if one could not be written.
  [[nodiscard]] core::Result<void> write(const loadtest::RunInfo& info, const loadtest::LoadResult& result);

 private:
  using Form = std::string (*)(const loadtest::RunInfo&, const loadtest::LoadResult&);
  struct Output {
    ResultFile file;
    Form form;
  };
  [[nodiscard]] core::Result<void> add(const std::string& path, Form form);

  std::vector<Output> outputs_;
};

}  // namespace doorbuster::app
