// What goes into which file.
#include "app/load_files.hpp"

namespace doorbuster::app {

core::Result<LoadFiles> LoadFiles::open(const LoadOutputs& outputs) {
  LoadFiles files;
  if (!outputs.json.empty()) {
    auto file = ResultFile::open(outputs.json);
    if (!file) return file.error();
    files.json_ = std::move(*file);
  }
  return files;
}

core::Result<void> LoadFiles::write(const loadtest::RunInfo& info, const loadtest::LoadResult& result) {
  if (!json_) return {};
  return json_->write(loadtest::result_json(info, result));
}

}  // namespace doorbuster::app
