// New files, notes and background work on the simulated disk: what outlives which end.
#include "tests/simulation/simulated_machine.hpp"

namespace doorbuster::support {
namespace {

TEST(SimulatedFiles, AnUnfinishedFileOutlivesAKillAndNotAPowerCut) {
  std::set<std::string> left;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    auto file = std::move(*machine.files.create("n"));
    ASSERT_TRUE(file->append(filled(write_blocks, 'x').span()));
    MemoryDisk killed = machine.disk;
    EXPECT_EQ(sectors(killed, "n"), everything);
    machine.files.device().crash(Crash::power);
    left.insert(machine.disk.has("n") ? sectors(machine.disk, "n") : "gone");
  }
  EXPECT_TRUE(left.contains("gone"));
  EXPECT_TRUE(left.contains(""));
  EXPECT_TRUE(left.contains(everything));
  EXPECT_GT(left.size(), 10u);
}

TEST(SimulatedFiles, AFinishedFileOutlivesAPowerCut) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    auto file = std::move(*machine.files.create("n"));
    ASSERT_TRUE(file->append(filled(1, 'x').span()));
    ASSERT_TRUE(file->append(filled(write_blocks - 1, 'x').span().subspan(1)));
    ASSERT_TRUE(file->finish());
    machine.files.device().crash(Crash::power);
    ASSERT_TRUE(machine.disk.has("n"));
    ASSERT_EQ(machine.disk.size("n"), write_blocks * block_bytes - 1);
    ASSERT_EQ(sectors(machine.disk, "n"), everything);
  }
}

TEST(SimulatedFiles, AnEmptiedFileMayBeBackAfterAPowerCut) {
  std::set<std::string> left;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    ASSERT_TRUE(machine.files.create_zeroed("n", block_bytes));
    (void)machine.files.create("n");
    machine.files.device().crash(Crash::power);
    left.insert(sectors(machine.disk, "n"));
  }
  EXPECT_EQ(left, (std::set<std::string>{"", "........"}));
}

TEST(SimulatedFiles, ANoteOutlivesAKillAndMayGoBackInAPowerCut) {
  std::set<std::string> left;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    const auto note = std::move(*machine.files.open_note("note"));
    for (std::uint64_t value : {7u, 8u, 9u}) ASSERT_TRUE(note->set(value));
    EXPECT_EQ(machine.disk.note("note"), 9u);
    machine.files.device().crash(Crash::power);
    const auto value = machine.disk.note("note");
    left.insert(value ? std::to_string(*value) : "none");
    machine.disk.lose_power([](std::uint64_t) { return 0; });
    EXPECT_EQ(machine.disk.note("note"), value) << "what a power cut has left is settled";
  }
  EXPECT_EQ(left, (std::set<std::string>{"none", "7", "8", "9"}));
}

TEST(SimulatedFiles, DoesBackgroundWorkLaterAtWaitAtTheLatestOrNever) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    machine.fate.plan.late_background = 1;
    unsigned done = 0;
    const auto work = [&]() -> core::Result<void> { return ++done, core::Result<void>(); };
    const auto waited = machine.files.begin(work);
    const auto attended = machine.files.begin(work);
    EXPECT_EQ(done, 0u);
    EXPECT_TRUE(waited->wait());
    EXPECT_TRUE(waited->done());
    EXPECT_EQ(done, 1u);
    machine.time.pass(100'000'000 * ns_in_ms);
    machine.files.attend();
    EXPECT_TRUE(attended->done());
    EXPECT_EQ(done, 2u);
    machine.files.begin(work).reset();
    EXPECT_EQ(done, 3u) << "destroying waits for the end";
    const auto never = machine.files.begin(work);
    machine.files.device().crash(Crash::process);
    EXPECT_FALSE(never->wait());
    EXPECT_EQ(done, 3u);
  }
}

}  // namespace
}  // namespace doorbuster::support
