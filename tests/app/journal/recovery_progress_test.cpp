// What people read while and after a journal is replayed.
#include "app/journal/recovery_progress.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::app {
namespace {

TEST(RecoveryProgress, TellsShareRateAndWhatIsLeft) {
  EXPECT_EQ(progress_text({.bytes_read = 25'000'000, .bytes_total = 100'000'000, .events = 1'000'000}, 2.0),
            "25 % of 100.0 MB, 1000000 events, 0.50 million events/s, 6 s left");
}

TEST(RecoveryProgress, HoldsUpAtBothEnds) {
  EXPECT_EQ(progress_text({}, 0), "100 % of 0.0 MB, 0 events, 0.00 million events/s, 0 s left");
  EXPECT_EQ(progress_text({.bytes_read = 0, .bytes_total = 10'000'000, .events = 0}, 1.0),
            "0 % of 10.0 MB, 0 events, 0.00 million events/s, 0 s left");
}

TEST(RecoveryProgress, SumsUpWhatWasReplayed) {
  core::Recovered recovered;
  recovered.events = 2'000'000;
  recovered.bytes = 100'000'000;
  recovered.seconds = 2;
  EXPECT_EQ(recovered_text(recovered), "2000000 events, 100.0 MB in 2.00 s (1.00 million events/s)");
}

TEST(RecoveryProgress, TellsOfTheSnapshotThatItBeganWith) {
  EXPECT_EQ(progress_text({core::RecoveryStage::snapshot, 50'000'000, 200'000'000, 0}, 0.5),
            "25 % of a snapshot of 200.0 MB, 100 MB/s, 2 s left");
  core::Recovered recovered;
  recovered.snapshot_segment = 12;
  recovered.snapshot_bytes = 200'000'000;
  recovered.snapshot_seconds = 1.5;
  recovered.events = 10;
  recovered.bytes = 4'096;
  recovered.seconds = 0.01;
  EXPECT_EQ(recovered_text(recovered),
            "a snapshot of all up to segment 12, 200.0 MB in 1.50 s; then 10 events, 0.0 MB in 0.01 s "
            "(0.00 million events/s)");
}

TEST(RecoveryProgress, LeavesALogReadableWhereThereIsNoTerminal) {
  const support::ScratchDirectory scratch;
  const auto path = scratch.path() / "log";
  std::FILE* out = std::fopen(path.c_str(), "w");
  RecoveryProgressLine line(out);
  for (std::uint64_t i = 0; i < 100; ++i) line.show({.bytes_read = i, .bytes_total = 100, .events = i});
  line.finish();
  std::fclose(out);
  std::ifstream file(path);
  const std::string log{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(log.find('\r'), std::string::npos);
  EXPECT_EQ(log.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::app
