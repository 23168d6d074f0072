// What goes into which file.
#include "app/load/load_files.hpp"

#include <algorithm>

namespace doorbuster::app {

core::Result<LoadFiles> LoadFiles::open(const LoadOutputs& outputs) {
  if (!outputs.json.empty() && outputs.json == outputs.report) {
    return core::Failure{core::FailureKind::invalid, "--json and --report can't go to the same file."};
  }
  LoadFiles files;
  if (const auto added = files.add(outputs.json, loadtest::result_json); !added) return added.error();
  if (const auto added = files.add(outputs.report, loadtest::report_page); !added) return added.error();
  return files;
}

core::Result<void> LoadFiles::add(const std::string& path, Form form) {
  if (path.empty()) return {};
  auto file = ResultFile::open(path);
  if (!file) return file.error();
  outputs_.push_back({std::move(*file), form});
  return {};
}

bool LoadFiles::has_stdout() const {
  return std::ranges::any_of(outputs_, [](const Output& output) { return output.file.is_stdout(); });
}

core::Result<void> LoadFiles::write(const loadtest::RunInfo& info, const loadtest::LoadResult& result) {
  core::Result<void> outcome;
  for (Output& output : outputs_) {
    const auto written = output.file.write(output.form(info, result));
    if (!written && outcome) outcome = written;
  }
  return outcome;
}

}  // namespace doorbuster::app
