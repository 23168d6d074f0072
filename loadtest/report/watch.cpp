// Progress for people: on a terminal a few lines that are updated in place, otherwise one plain line a second.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "loadtest/figures/wording.hpp"
#include "loadtest/report/live_area.hpp"
#include "loadtest/report/live_lines.hpp"
#include "loadtest/watcher.hpp"

namespace doorbuster::loadtest {
namespace {

class PlainWatcher final : public Watcher {
 public:
  explicit PlainWatcher(std::FILE* out) : out_(out) {}
  void note(std::string_view sentence) override { print(sentence); }
  void tick(const Progress& progress) override {
    const double seconds = static_cast<double>(progress.elapsed.count()) / 1e3;
    print(fmt::format(
        "{:6.1f} s  offered {}/{}  won {}  refused {}  {:.0f}/s  p50 {}  p99 {}  errors {}  retries {}  "
        "paid {}",
        seconds, grouped(progress.offered), grouped(progress.planned), grouped(progress.won), grouped(progress.refused),
        progress.orders_per_second, in_words_if_told(progress.p50), in_words_if_told(progress.p99),
        grouped(progress.errors), grouped(progress.retries), grouped(progress.paid)));
  }

 private:
  void print(std::string_view line) {
    fmt::print(out_, "{}\n", line);
    std::fflush(out_);
  }
  std::FILE* out_;
};

// The lines give way to each sentence: what comes after the load, the report says in full.
class LiveWatcher final : public Watcher {
 public:
  explicit LiveWatcher(std::FILE* out) : out_(out), area_(out) {}
  void note(std::string_view sentence) override {
    area_.wipe(terminal_size(out_));
    fmt::print(out_, "{}\n", sentence);
    std::fflush(out_);
  }
  void tick(const Progress& progress) override {
    history_.add(progress);
    const TerminalSize size = terminal_size(out_);
    // A terminal may go on to the next line as soon as the last column is written.
    area_.draw(live_lines(progress, history_, size.columns - 1), size);
  }

 private:
  std::FILE* out_;
  LiveArea area_;
  RateHistory history_;
};

bool can_be_live(std::FILE* out) {
  const char* terminal = std::getenv("TERM");
  return isatty(fileno(out)) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

std::unique_ptr<Watcher> watch_on(std::FILE* out, Watching watching) {
  if (watching == Watching::live && can_be_live(out)) return std::make_unique<LiveWatcher>(out);
  return std::make_unique<PlainWatcher>(out);
}

}  // namespace doorbuster::loadtest
