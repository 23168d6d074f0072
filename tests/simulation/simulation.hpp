// One run from one seed: clients, an engine, crashes, faults, restarts, and after each restart all that was promised
// held against what is there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/simulation/crowd.hpp"
#include "tests/simulation/history.hpp"
#include "tests/simulation/process.hpp"
#include "tests/simulation/promises.hpp"

namespace doorbuster::simulation {

struct Finding {
  std::uint64_t seed = 0;
  std::string violation;  // empty: none
  std::uint64_t digest = 0;
  Tally tally;
};

// `plant`: the name of a planted bug, or empty. `aloud`: tells the run's story on standard output.
[[nodiscard]] Finding simulate(std::uint64_t seed, std::string_view plant, bool aloud);

class Simulation {
 public:
  Simulation(std::uint64_t seed, Plant& plant, bool aloud);
  void run();
  [[nodiscard]] Account& account() { return world_.account; }
  [[nodiscard]] World& world() { return world_; }

 private:
  // simulation_starts.cpp
  [[nodiscard]] bool start();  // false: refused, as it must be
  [[nodiscard]] bool start_once();
  void check_refusal(const core::Failure& failure, const support::MemoryDisk& before);
  void check_recovered(const core::Recovered& recovered, const support::MemoryDisk& before);
  void check_loss(std::uint64_t position, const support::MemoryDisk& before);
  [[nodiscard]] bool harmed() const;

  // simulation_rounds.cpp
  void round();
  void ask();
  [[nodiscard]] bool refused_early(const core::Request& request);
  void step();
  void meet(const core::Request& request, const inventory::Answer& answer);
  void deliver(const Process::Lent& lent);
  void check_failed();
  void wait_for_answers();

  // simulation.cpp
  void end_process();
  void stop();
  void exit();
  void after_end();
  void count_end();
  void rot();
  void part_in_good_order();

  const Scenario scenario_;
  World world_;
  Crowd crowd_;
  History history_;
  Promises promises_;
  std::unique_ptr<Process> process_;
  bool calm_ = false;           // from here on the disk behaves
  bool exited_ = false;         // this process has ended by itself
  bool closed_ = false;         // the last process stopped in good order
  std::uint64_t rotten_ = 0;         // bits that changed at rest
  std::uint64_t faults_before_ = 0;  // of the disk, before this process
};

}  // namespace doorbuster::simulation
