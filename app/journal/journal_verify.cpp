// doorbuster journal verify: reads all that a data directory holds, and says what it comes to.
#include <fmt/format.h>

#include "app/journal/journal_actions.hpp"
#include "app/journal/recovery_progress.hpp"
#include "app/report.hpp"

namespace doorbuster::app {
namespace {

std::string hex(std::span<const std::byte> bytes) {
  std::string text;
  for (const std::byte byte : bytes) text += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
  return text;
}

core::Result<core::Verified> read_all(const std::string& directory, const inventory::Capacity& capacity) {
  const auto files = core::open_directory_read_only(directory);
  if (!files) return files.error();
  RecoveryProgressLine line(stderr);
  auto verified = core::verify_store(**files, capacity,
                                     [&line](const core::RecoveryProgress& progress) { line.show(progress); });
  line.finish();
  return verified;
}

}  // namespace

ExitCode verify_journal(const std::string& directory, const inventory::Capacity& capacity) {
  const auto verified = read_all(directory, capacity);
  if (!verified) return report(verified.error());
  fmt::print("store        {}\nsegments     {}, from {} on\nbatches      {}\nsnapshots    {}\nevents       {}\n"
             "read         {}\n",
             hex(verified->id.bytes), verified->segments, verified->oldest_segment, verified->batches,
             verified->snapshots, verified->position.value, recovered_text(verified->recovered));
  if (verified->recovered.torn_batch_dropped) {
    fmt::print("last batch   cut short by a crash before it was acknowledged; the next start drops it\n");
  }
  fmt::print("fingerprint  {:016x}\nthe journal is well\n", verified->fingerprint.value);
  return ExitCode::ok;
}

}  // namespace doorbuster::app
