// Counts between two lines.
#include "app/client/event_progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/client/wording.hpp"
#include "app/console.hpp"

namespace doorbuster::app {
namespace {

constexpr std::chrono::seconds between_lines{5};

}  // namespace

void EventProgress::took(std::size_t events, std::uint64_t position) {
  events_ += events;
  if (Clock::now() - told_ >= between_lines) tell(position);
}

void EventProgress::tell(std::uint64_t position) {
  if (events_ == 0) return;
  const double seconds = std::max(std::chrono::duration<double>(Clock::now() - told_).count(), 0.001);
  complain(fmt::format("{}{} {} more, {} a second; at position {}.", who_.empty() ? "" : who_ + ": ",
                       grouped(static_cast<std::int64_t>(events_)), events_ == 1 ? "event" : "events",
                       grouped(static_cast<std::int64_t>(static_cast<double>(events_) / seconds)),
                       grouped(static_cast<std::int64_t>(position))));
  events_ = 0;
  told_ = Clock::now();
}

}  // namespace doorbuster::app
