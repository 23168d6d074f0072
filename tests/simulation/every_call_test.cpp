// Every call on the disk fails once, in every way in which it can: nothing is acknowledged after that, and what was
// acknowledged before is there afterwards.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/simulation/process.hpp"

namespace doorbuster::simulation {
namespace {

using namespace inventory;
using support::Crash;
using support::Fate;
using support::MemoryDisk;

constexpr std::int64_t step_ns = 10 * support::ns_in_ms;
constexpr int steps_for_an_answer = 1'000;

struct Way {
  std::string name;
  Fate fate;
  Crash kind;
};

const std::vector<Way>& ways() {
  static const std::vector<Way> all{{"error", Fate::error, Crash::process},
                                    {"no_space", Fate::no_space, Crash::process},
                                    {"short", Fate::part, Crash::process},
                                    {"killed_before", Fate::crash_before, Crash::process},
                                    {"killed_within", Fate::crash_within, Crash::process},
                                    {"killed_after", Fate::crash_after, Crash::process},
                                    {"power_cut_before", Fate::crash_before, Crash::power},
                                    {"power_cut_within", Fate::crash_within, Crash::power},
                                    {"power_cut_after", Fate::crash_after, Crash::power}};
  return all;
}

template <class Id>
Id named(const std::string& text) {
  return Id::parse(text).value();
}

SkuId sku(std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return named<SkuId>("s" + std::string(limits::id_bytes - 1 - digits.size(), '-') + digits);
}

using Script = std::vector<std::vector<core::Request>>;

// A SKU with stock, and a sale of it.
Script opening() {
  SaleTerms terms;
  terms.sale = named<SaleId>("sale");
  terms.starts_at = {0};
  terms.ends_at = {limits::instant_ms_max};
  terms.hold_seconds = 600;
  terms.items.push_back({sku(0), 100, std::nullopt, std::nullopt});
  return {{Command{PutSku{{}, sku(0), "Lamp"}}, Command{AdjustStock{{}, sku(0), 10'000, "delivery", {1, 1}, {1}}}},
          {Command{PutSale{{}, terms}}}};
}

// A few orders, one of them paid, one cancelled.
Script orders(std::uint64_t first, std::uint64_t count) {
  Script script;
  for (std::uint64_t number = first; number < first + count; ++number) {
    const auto buyer = named<BuyerId>("u" + std::to_string(number));
    PlaceOrder order{{}, named<SaleId>("sale"), buyer, {}, {2, number}, {number}};
    order.lines.push_back({sku(0), 1});
    script.push_back({Command{order}, Query{ReadSku{{}, sku(0)}}});
  }
  script.push_back({Command{PayOrder{{}, {first}, named<PaymentId>("p"), 100}}, Command{CancelOrder{{}, {first + 1}}}});
  return script;
}

// Each is a batch of one block, and, since nothing else goes on, a mark.
Script renamings(std::uint32_t count) {
  Script script;
  for (std::uint32_t i = 0; i < count; ++i) {
    script.push_back({Command{PutSku{{}, sku(0), "Lamp " + std::to_string(i)}}});
  }
  return script;
}

Scenario scenario() {
  Scenario scenario;
  scenario.queue_commands = 10'000;
  scenario.journal.snapshot_every_bytes = core::min_segment_bytes;
  scenario.journal.retain_bytes = core::min_segment_bytes;
  scenario.running.late_background = 0;
  return scenario;
}

// One run of a script on a copy of a disk.
class Rehearsal {
 public:
  explicit Rehearsal(const MemoryDisk& disk) : scenario_(scenario()), world_(1, scenario_, plant_, false) {
    world_.disk = disk;
    world_.time.pass(3'600'000 * support::ns_in_ms);
    world_.fate.plan.late_background = 0;
  }

  void arm(std::uint64_t nth, const Way& way) { world_.fate.arm(nth, way.fate, way.kind); }

  // Starts, asks, and stops in good order, unless something ends it before.
  void go(const Script& script) {
    Process process(world_);
    go(process, script);
    calls_ = process.files().device().calls();
    if (!process.crashed()) process.crash(Crash::process);
  }

  // What a start on a disk that behaves finds. `undisturbed`: what a run without a failure came through, in case this
  // one ended before it could look.
  void check(const std::map<std::uint64_t, Fingerprint>& undisturbed) {
    auto fingerprints = fingerprints_;
    fingerprints.insert(undisturbed.begin(), undisturbed.end());
    world_.time.pass(support::ns_in_ms);
    Process process(world_);
    const auto started = process.start();
    ASSERT_TRUE(started) << started.error().message;
    const State& state = process.engine().state();
    EXPECT_GE(state.position().value, promised_);
    ASSERT_TRUE(fingerprints.contains(state.position().value)) << state.position().value;
    EXPECT_EQ(fingerprint(state), fingerprints.at(state.position().value));
    EXPECT_TRUE(ask(process, {Query{ReadSku{{}, sku(0)}}})) << "the store doesn't go on";
  }

  [[nodiscard]] const MemoryDisk& disk() const { return world_.disk; }
  [[nodiscard]] std::uint64_t calls() const { return calls_; }
  // Of the state, after each position at which the engine came to rest.
  [[nodiscard]] const std::map<std::uint64_t, Fingerprint>& fingerprints() const { return fingerprints_; }

 private:
  void go(Process& process, const Script& script) {
    if (!process.start()) return;
    remember(process);
    for (const auto& requests : script) {
      if (!ask(process, requests)) return;
    }
    process.engine().request_stop();
    for (int steps = 0; steps < steps_for_an_answer && !process.engine().finished(); ++steps) process.step();
  }

  // False if the process has ended, or its engine has failed.
  bool ask(Process& process, const std::vector<core::Request>& requests) {
    EXPECT_EQ(process.submit(requests), core::Submitted::accepted);
    for (int steps = 0; process.on_their_way() > 0; ++steps) {
      EXPECT_LT(steps, steps_for_an_answer) << "left hanging";
      if (steps >= steps_for_an_answer) return false;
      world_.time.pass(step_ns);
      process.step();
      if (process.crashed()) return false;
      remember(process);
      const bool failed = process.engine().status() == core::EngineStatus::failed;
      for (const auto& lent : process.returned()) take(lent->submission, failed);
      if (!failed) continue;
      EXPECT_EQ(process.on_their_way(), 0u) << "somebody was left without a word";
      return false;
    }
    return true;
  }

  void remember(Process& process) {
    const State& state = process.engine().state();
    fingerprints_[state.position().value] = fingerprint(state);
  }

  void take(const core::Submission& submission, bool failed) {
    EXPECT_EQ(submission.fate, failed ? core::Fate::not_durable : core::Fate::answered);
    if (submission.fate == core::Fate::not_durable) return;
    for (const Answer& answer : submission.answers) promised_ = std::max(promised_, answer.depends_on.value);
  }

  const Scenario scenario_;
  Plant plant_;
  World world_;
  std::uint64_t promised_ = 0;
  std::uint64_t calls_ = 0;
  std::map<std::uint64_t, Fingerprint> fingerprints_;
};

class EveryCall : public testing::TestWithParam<Way> {
 protected:
  static void fail_each(const MemoryDisk& disk, const Script& script, std::uint64_t calls_at_least) {
    Rehearsal whole(disk);
    whole.go(script);
    ASSERT_GE(whole.calls(), calls_at_least);
    for (std::uint64_t nth = 1; nth <= whole.calls() && !HasFailure(); ++nth) {
      SCOPED_TRACE("call " + std::to_string(nth));
      Rehearsal run(disk);
      run.arm(nth, GetParam());
      run.go(script);
      run.check(whole.fingerprints());
    }
  }
};

TEST_P(EveryCall, OfANewStoresFirstDayFailsOnce) {
  Script script = opening();
  for (const auto& requests : orders(1, 4)) script.push_back(requests);
  fail_each({}, script, 30);
}

// Some segments on, with two snapshots, and the sixth segment nearly full.
const MemoryDisk& long_used_disk() {
  static const MemoryDisk disk = [] {
    Rehearsal first({});
    first.go(opening());
    MemoryDisk filling = first.disk();
    for (const std::uint32_t at_once : {100u, 10u}) {
      for (;;) {
        Rehearsal next(filling);
        next.go(renamings(at_once));
        if (next.disk().has("journal-00000008.seg")) break;
        filling = next.disk();
      }
    }
    return filling;
  }();
  return disk;
}

// The end mark, the next segment, a snapshot that makes the oldest superfluous, and a spent segment's file used again.
TEST_P(EveryCall, OfARollOverFailsOnce) {
  Script script = orders(1, 2);
  for (const auto& requests : renamings(15)) script.push_back(requests);
  for (const auto& requests : orders(3, 2)) script.push_back(requests);
  Rehearsal rolled(long_used_disk());
  rolled.go(script);
  ASSERT_TRUE(long_used_disk().has("journal-00000004.seg"));
  for (const char* gone : {"journal-00000004.seg", "snapshot-00000004.snap"}) ASSERT_FALSE(rolled.disk().has(gone));
  for (const char* made : {"journal-00000008.seg", "snapshot-00000006.snap"}) ASSERT_TRUE(rolled.disk().has(made));
  fail_each(long_used_disk(), script, 40);
}

INSTANTIATE_TEST_SUITE_P(Each, EveryCall, testing::ValuesIn(ways()), [](const auto& way) { return way.param.name; });

}  // namespace
}  // namespace doorbuster::simulation
