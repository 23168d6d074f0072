// The misfortunes of a plan, thrown with dice: the same seed, the same calls, the same fate.
#pragma once

#include <array>
#include <optional>

#include "tests/support/dice.hpp"
#include "tests/support/disk_fate.hpp"
#include "tests/support/fault_plan.hpp"

namespace doorbuster::support {

class SeededFate final : public DiskFate {
 public:
  explicit SeededFate(std::uint64_t seed) : dice_(seed) {}

  // From now on.
  FaultPlan plan;
  // The nth call from here on (1: the next) has that fate, whatever the plan says; if it is a crash, one of that kind.
  void arm(std::uint64_t nth, Fate fate, Crash kind) { armed_ = {nth, fate, kind}; }

  [[nodiscard]] Fate of(Call call, const std::string& name) override;
  [[nodiscard]] Crash crash() override;
  [[nodiscard]] std::int64_t duration_ns(Call call) override;
  [[nodiscard]] std::int64_t background_ns() override;
  [[nodiscard]] std::uint64_t below(std::uint64_t sides) override {
    return static_cast<std::uint64_t>(dice_.below(static_cast<std::int64_t>(sides)));
  }

  // How often each came up.
  [[nodiscard]] std::uint64_t times(Fate fate) const { return times_[static_cast<std::size_t>(fate)]; }
  [[nodiscard]] std::uint64_t stalls() const { return stalls_; }
  // Of all kinds but crashes and stalls.
  [[nodiscard]] std::uint64_t faults() const;

 private:
  [[nodiscard]] bool one_in(std::uint32_t rate) { return rate > 0 && dice_.one_in(rate); }
  [[nodiscard]] Fate thrown(Call call);

  struct Armed {
    std::uint64_t calls_left = 0;  // 0: has struck, or never will
    Fate fate = Fate::done;
    std::optional<Crash> kind;
  };

  Dice dice_;
  Armed armed_;
  std::array<std::uint64_t, fates> times_{};
  std::uint64_t stalls_ = 0;
};

}  // namespace doorbuster::support
