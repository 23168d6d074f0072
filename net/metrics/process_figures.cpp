// Reading /proc (proc(5)).
#include "net/metrics/process_figures.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace doorbuster::net {
namespace {

const auto loaded_at = std::chrono::system_clock::now();

std::optional<std::uint64_t> resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t total_pages = 0;
  std::uint64_t resident_pages = 0;
  if (!(statm >> total_pages >> resident_pages)) return std::nullopt;
  return resident_pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::optional<std::uint64_t> open_descriptors() {
  std::error_code error;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end;
       entry.increment(error)) {
    ++count;
  }
  if (error || count == 0) return std::nullopt;
  return count - 1;  // one was the directory's own
}

}  // namespace

ProcessFigures process_figures() {
  ProcessFigures figures;
  figures.start_time_seconds = std::chrono::duration<double>(loaded_at.time_since_epoch()).count();
  figures.resident_bytes = resident_bytes();
  figures.open_descriptors = open_descriptors();
  return figures;
}

std::optional<DiskFigures> disk_figures(const std::string& directory) {
  if (directory.empty()) return std::nullopt;
  std::error_code error;
  const auto space = std::filesystem::space(directory, error);
  if (error) return std::nullopt;
  return DiskFigures{space.available, space.capacity};
}

}  // namespace doorbuster::net
