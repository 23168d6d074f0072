// A store of the benches' own, on the disk under the directory in which they run: the real files, the real journal. All
// of it is gone with its owner.
#pragma once

#include <stdlib.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "core/core.hpp"

namespace doorbuster::bench {

// What a bench can't run without.
template <class Value>
[[nodiscard]] Value must(core::Result<Value> result) {
  if (!result) {
    std::fprintf(stderr, "doorbuster_bench: %s\n", result.error().message.c_str());
    std::exit(1);
  }
  return std::move(*result);
}

class ScratchDirectory {
 public:
  ScratchDirectory() {
    std::string name = (std::filesystem::current_path() / "doorbuster-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      std::perror("doorbuster_bench: can't make a directory here");
      std::exit(1);
    }
    path_ = name;
  }
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Files first: the store's journal writes to them until it is gone.
class ScratchStore {
 public:
  explicit ScratchStore(const inventory::Capacity& capacity)
      : files_(must(core::open_directory(directory_.path()))),
        store_(must(core::open_store(*files_, {.snapshot_every_bytes = 0}, capacity, nullptr))) {}

  [[nodiscard]] core::Journal& journal() { return *store_.journal; }
  // For an engine, which must be gone before this.
  [[nodiscard]] core::Store release() { return std::move(store_); }

 private:
  ScratchDirectory directory_;
  std::unique_ptr<core::Files> files_;
  core::Store store_;
};

}  // namespace doorbuster::bench
