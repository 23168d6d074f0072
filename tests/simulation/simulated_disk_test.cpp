// The simulated disk keeps what it promises, breaks it only when told to, and always in the same way.
#include <sstream>

#include "tests/simulation/simulated_machine.hpp"

namespace doorbuster::support {
namespace {

// A file with a write of four blocks under way, on each of many seeds; what `then` leaves of it.
template <class Then>
std::set<std::string> outcomes(Then&& then) {
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    EXPECT_TRUE(machine.files.create_zeroed("f", file_blocks * block_bytes));
    const auto file = std::move(*machine.files.open("f"));
    const auto bytes = filled(write_blocks, 'x');
    file->start_write(bytes.span(), 0);
    then(machine, *file);
    all.insert(sectors(machine.disk, "f"));
  }
  return all;
}

TEST(SimulatedDisk, AWriteArrivesWhenItsTimeHasCome) {
  outcomes([](Machine& machine, core::File& file) {
    EXPECT_FALSE(file.poll_write().has_value());
    EXPECT_EQ(sectors(machine.disk, "f"), nothing);
    machine.time.pass(1'000 * ns_in_ms);
    EXPECT_TRUE(file.poll_write().value().has_value());
    EXPECT_EQ(sectors(machine.disk, "f"), everything);
  });
}

TEST(SimulatedDisk, AfterAKillTheFrontOfTheWriteIsThere) {
  const auto left = outcomes([](Machine& machine, core::File&) { machine.files.device().crash(Crash::process); });
  EXPECT_EQ(left.size(), write_blocks + 1) << "none to all of the blocks";
  for (const std::string& text : left) EXPECT_EQ(text.find("x"), text.front() == 'x' ? 0u : std::string::npos);
}

TEST(SimulatedDisk, APowerCutLeavesAnyPartOfTheWrite) {
  const auto left = outcomes([](Machine& machine, core::File&) { machine.files.device().crash(Crash::power); });
  EXPECT_GT(left.size(), seeds / 4);
}

TEST(SimulatedDisk, WhatWasToldDoneOutlivesAPowerCut) {
  const auto left = outcomes([](Machine& machine, core::File& file) {
    EXPECT_TRUE(file.finish_write());
    machine.files.device().crash(Crash::power);
  });
  EXPECT_EQ(left, std::set{everything});
}

TEST(SimulatedDisk, ALyingDeviceLosesWhatItToldDone) {
  std::set<std::string> left;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    ASSERT_TRUE(machine.files.create_zeroed("f", file_blocks * block_bytes));
    machine.fate.plan.lying = 1;
    ASSERT_TRUE((*machine.files.open("f"))->write(filled(write_blocks, 'x').span(), 0));
    ASSERT_EQ(sectors(machine.disk, "f"), everything);
    MemoryDisk settled = machine.disk;
    machine.files.device().crash(Crash::power);
    left.insert(sectors(machine.disk, "f"));
    settled.settle_all();
    settled.lose_power([](std::uint64_t) { return 0; });
    ASSERT_EQ(sectors(settled, "f"), everything);
  }
  EXPECT_TRUE(left.contains(nothing));
  EXPECT_TRUE(left.contains(everything));
  EXPECT_GT(left.size(), seeds / 4);
}

TEST(SimulatedDisk, AMisdirectedWriteStandsElsewhere) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    for (const char* name : {"f", "g"}) ASSERT_TRUE(machine.files.create_zeroed(name, file_blocks * block_bytes));
    machine.fate.plan.misdirected = 1;
    ASSERT_TRUE((*machine.files.open("f"))->write(filled(1, 'x').span(), 0));
    EXPECT_EQ(sectors(machine.disk, "f").substr(0, 8), "........");
    const std::string all = sectors(machine.disk, "f", file_blocks) + sectors(machine.disk, "g", file_blocks);
    if (all.find("xxxxxxxx") != std::string::npos) ++found;
  }
  EXPECT_EQ(found, seeds);
}

TEST(SimulatedDisk, AShortWriteIsAFailureOfWhichTheFrontArrives) {
  const auto left = outcomes([](Machine& machine, core::File& file) {
    ASSERT_TRUE(file.finish_write());
    machine.fate.plan.short_write = 1;
    EXPECT_FALSE(file.write(filled(write_blocks, 'y').span(), 0));
  });
  EXPECT_EQ(left.size(), write_blocks + 1);
}

TEST(SimulatedDisk, EverythingFailsAfterACrashAtAnyCall) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Machine machine(seed);
    machine.fate.plan.crash = 1;
    EXPECT_FALSE(machine.files.create_zeroed("f", block_bytes));
    EXPECT_TRUE(machine.files.device().crashed());
    const MemoryDisk before = machine.disk;
    EXPECT_FALSE(machine.files.list());
    EXPECT_FALSE(machine.files.create("g"));
    EXPECT_TRUE(before == machine.disk);
  }
}

TEST(SimulatedDisk, HasTheSameFateWithTheSameSeed) {
  const auto run = [](std::uint64_t seed) {
    Machine machine(seed);
    machine.fate.plan = {5, 5, 5, 5, 5, 5, 40, 2, 5, 5, 2};
    std::ostringstream told;
    for (int i = 0; i < 100; ++i) {
      const std::string name = "f" + std::to_string(i % 5);
      told << machine.files.create_zeroed(name, file_blocks * block_bytes).has_value();
      if (auto file = machine.files.open(name)) told << (*file)->write(filled(2, 'x').span(), 0).has_value();
    }
    for (const auto& name : machine.disk.names()) told << name << sectors(machine.disk, name, file_blocks);
    told << machine.time.life_ns();
    return told.str();
  };
  std::set<std::string> different;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    EXPECT_EQ(run(seed), run(seed));
    different.insert(run(seed));
  }
  EXPECT_EQ(different.size(), 20u);
}

}  // namespace
}  // namespace doorbuster::support
