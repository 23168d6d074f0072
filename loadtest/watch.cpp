// Progress for people: on a terminal one line, updated in place; otherwise one plain line a second.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "loadtest/loadtest.hpp"
#include "loadtest/wording.hpp"

namespace doorbuster::loadtest {
namespace {

// Back to the line's start, and clear it.
constexpr std::string_view clear_line = "\r\x1b[K";

// What matters most comes first: a narrow terminal shows the line's beginning.
std::string line_of(const Progress& progress) {
  const double seconds = static_cast<double>(progress.elapsed.count()) / 1e3;
  const bool is_quiet = progress.p99.count() == 0;
  return fmt::format("{:6.1f} s  offered {}/{}  won {}  refused {}  {:.0f}/s  p50 {}  p99 {}  errors {}  retries {}  "
                     "paid {}",
                     seconds, grouped(progress.offered), grouped(progress.planned), grouped(progress.won),
                     grouped(progress.refused), progress.orders_per_second, is_quiet ? "-" : in_words(progress.p50),
                     is_quiet ? "-" : in_words(progress.p99), grouped(progress.errors), grouped(progress.retries),
                     grouped(progress.paid));
}

// A line that is wider than the terminal would wrap, and could not be updated in place.
std::string cut_to_width(std::string line, std::FILE* out) {
  winsize size{};
  if (ioctl(fileno(out), TIOCGWINSZ, &size) != 0 || size.ws_col < 2) return line;
  const std::size_t columns = size.ws_col - 1u;
  std::size_t shown = 0, bytes = 0;
  // A byte 10xxxxxx carries on the character before it.
  for (; bytes < line.size(); ++bytes) {
    const bool starts = (static_cast<unsigned char>(line[bytes]) & 0xc0u) != 0x80u;
    if (starts && shown++ == columns) break;
  }
  line.resize(bytes);
  return line;
}

class PlainWatcher final : public Watcher {
 public:
  explicit PlainWatcher(std::FILE* out) : out_(out) {}
  void note(std::string_view sentence) override { print(sentence); }
  void tick(const Progress& progress) override { print(line_of(progress)); }

 private:
  void print(std::string_view line) {
    fmt::print(out_, "{}\n", line);
    std::fflush(out_);
  }
  std::FILE* out_;
};

class TerminalWatcher final : public Watcher {
 public:
  explicit TerminalWatcher(std::FILE* out) : out_(out) {}
  ~TerminalWatcher() override { keep_line(); }
  TerminalWatcher(const TerminalWatcher&) = delete;
  TerminalWatcher& operator=(const TerminalWatcher&) = delete;

  void note(std::string_view sentence) override {
    keep_line();
    fmt::print(out_, "{}\n", sentence);
    std::fflush(out_);
  }
  void tick(const Progress& progress) override {
    fmt::print(out_, "{}{}", clear_line, cut_to_width(line_of(progress), out_));
    std::fflush(out_);
    is_line_open_ = true;
  }

 private:
  void keep_line() {
    if (is_line_open_) fmt::print(out_, "\n");
    is_line_open_ = false;
  }
  std::FILE* out_;
  bool is_line_open_ = false;
};

}  // namespace

std::unique_ptr<Watcher> watch_on(std::FILE* out) {
  if (isatty(fileno(out)) != 0) return std::make_unique<TerminalWatcher>(out);
  return std::make_unique<PlainWatcher>(out);
}

}  // namespace doorbuster::loadtest
