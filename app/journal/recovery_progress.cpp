// Figures of a replay, as people read them.
#include "app/journal/recovery_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;

// Where the output isn't a terminal: a log that is to stay readable.
constexpr auto line_period = 5s;
constexpr double mega = 1e6;

double per_second(std::uint64_t count, double seconds) {
  return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

std::string rate_text(std::uint64_t events, double seconds) {
  return fmt::format("{:.2f} million events/s", per_second(events, seconds) / mega);
}

}  // namespace

std::string progress_text(const core::RecoveryProgress& progress, double seconds) {
  const double total = static_cast<double>(progress.bytes_total);
  const double done = total > 0 ? static_cast<double>(progress.bytes_read) / total : 1;
  const double left = done > 0 ? seconds / done * (1 - done) : 0;
  if (progress.stage == core::RecoveryStage::snapshot) {
    return fmt::format("{:.0f} % of a snapshot of {:.1f} MB, {:.0f} MB/s, {:.0f} s left", done * 100, total / mega,
                       per_second(progress.bytes_read, seconds) / mega, left);
  }
  return fmt::format("{:.0f} % of {:.1f} MB, {} events, {}, {:.0f} s left", done * 100, total / mega, progress.events,
                     rate_text(progress.events, seconds), left);
}

std::string recovered_text(const core::Recovered& recovered) {
  std::string text;
  if (recovered.snapshot_segment > 0) {
    text = fmt::format("a snapshot of all up to segment {}, {:.1f} MB in {:.2f} s; then ", recovered.snapshot_segment,
                       static_cast<double>(recovered.snapshot_bytes) / mega, recovered.snapshot_seconds);
  }
  text += fmt::format("{} events, {:.1f} MB in {:.2f} s", recovered.events,
                      static_cast<double>(recovered.bytes) / mega, recovered.seconds);
  if (recovered.events > 0) text += fmt::format(" ({})", rate_text(recovered.events, recovered.seconds));
  return text;
}

RecoveryProgressLine::RecoveryProgressLine(std::FILE* out)
    : out_(out), terminal_(isatty(fileno(out)) == 1), started_(Clock::now()), next_line_(started_ + line_period) {}

void RecoveryProgressLine::show(const core::RecoveryProgress& progress) {
  const auto now = Clock::now();
  if (progress.stage != stage_) {
    stage_ = progress.stage;
    started_ = now;
  }
  if (!terminal_ && now < next_line_) return;
  next_line_ = now + line_period;
  const auto text = progress_text(progress, std::chrono::duration<double>(now - started_).count());
  // ESC [ K clears what a longer line left behind (ECMA-48, erase in line).
  const auto line = fmt::format(fmt::runtime(terminal_ ? "\rreplaying    {}\x1b[K" : "replaying    {}\n"), text);
  std::fputs(line.c_str(), out_);
  std::fflush(out_);
  shown_ = true;
}

void RecoveryProgressLine::finish() {
  if (terminal_ && shown_) std::fputs("\r\x1b[K", out_);
  shown_ = false;
}

}  // namespace doorbuster::app
