// Which throws each kind of call is open to.
#include "tests/support/seeded_fate.hpp"

namespace doorbuster::support {
namespace {

constexpr std::int64_t ns_in_us = 1'000;
constexpr std::int64_t ns_in_s = 1'000'000'000;

[[nodiscard]] bool only_looks(Call call) {
  return call == Call::list || call == Call::open || call == Call::read || call == Call::open_note;
}

[[nodiscard]] bool takes_space(Call call) {
  return call == Call::create_zeroed || call == Call::create || call == Call::append;
}

}  // namespace

Fate SeededFate::of(Call call, const std::string&) {
  const bool strikes = armed_.calls_left > 0 && --armed_.calls_left == 0;
  const Fate fate = strikes ? armed_.fate : thrown(call);
  ++times_[static_cast<std::size_t>(fate)];
  return fate;
}

Crash SeededFate::crash() {
  if (armed_.kind) return *armed_.kind;
  return one_in(plan.power_cuts) ? Crash::power : Crash::process;
}

Fate SeededFate::thrown(Call call) {
  if (only_looks(call)) return one_in(plan.read_error) ? Fate::error : Fate::done;
  if (one_in(plan.crash)) {
    constexpr Fate moments[] = {Fate::crash_before, Fate::crash_within, Fate::crash_after};
    return moments[below(std::size(moments))];
  }
  if (call == Call::set_note) return one_in(plan.write_error) ? Fate::error : Fate::done;
  if (call != Call::write) {
    if (takes_space(call) && one_in(plan.no_space)) return Fate::no_space;
    return one_in(plan.name_error) ? Fate::error : Fate::done;
  }
  if (one_in(plan.write_error)) return Fate::error;
  if (one_in(plan.short_write)) return Fate::part;
  if (one_in(plan.lying)) return Fate::lying;
  return one_in(plan.misdirected) ? Fate::misdirected : Fate::done;
}

std::int64_t SeededFate::duration_ns(Call call) {
  if (call == Call::set_note) return 0;
  if (only_looks(call)) return ns_in_us * dice_.between(1, 100);
  if (call == Call::write && one_in(plan.stall)) {
    ++stalls_;
    return ns_in_s * dice_.between(1, 10);
  }
  const bool slow = dice_.one_in(20);
  return ns_in_us * dice_.between(50, slow ? 20'000 : 400);
}

std::int64_t SeededFate::background_ns() {
  if (!one_in(plan.late_background)) return 0;
  return dice_.one_in(4) ? ns_in_s * dice_.between(1, 10'000) : ns_in_us * dice_.between(1, 1'000'000);
}

std::uint64_t SeededFate::faults() const {
  return times(Fate::error) + times(Fate::no_space) + times(Fate::part) + times(Fate::lying) +
         times(Fate::misdirected);
}

}  // namespace doorbuster::support
