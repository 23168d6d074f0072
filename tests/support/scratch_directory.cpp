// Makes and removes the directories of tests.
#include "tests/support/scratch_directory.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace doorbuster::support {

ScratchDirectory::ScratchDirectory() {
  std::filesystem::create_directories(DOORBUSTER_SCRATCH);
  std::string pattern = std::string(DOORBUSTER_SCRATCH) + "/run.XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch directory can be made: " + pattern);
  path_ = pattern;
}

ScratchDirectory::~ScratchDirectory() {
  if (kept_) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace doorbuster::support
