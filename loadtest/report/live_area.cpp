// A terminal that has become narrower has wrapped the lines that were drawn: the way back up is as long as they are
// now.
#include "loadtest/report/live_area.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "loadtest/report/screen_text.hpp"

namespace doorbuster::loadtest {

TerminalSize terminal_size(std::FILE* out) {
  winsize size{};
  if (ioctl(fileno(out), TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {};
  return {.columns = size.ws_col, .rows = size.ws_row};
}

// ESC [ n F goes n lines up, to their start; ESC [ J clears all from there on (ECMA-48).
std::string LiveArea::back_to_start(TerminalSize size) const {
  std::size_t rows = 0;
  for (const std::size_t columns : drawn_)
    rows += std::max<std::size_t>((columns + size.columns - 1) / size.columns, 1);
  // What has scrolled out at the top can't be reached.
  rows = std::min(rows, size.rows - 1);
  return rows == 0 ? "" : fmt::format("\r\x1b[{}F\x1b[J", rows);
}

void LiveArea::draw(const std::vector<std::string>& lines, TerminalSize size) {
  std::string text = back_to_start(size);
  drawn_.clear();
  for (const std::string& line : lines) {
    // The last row is the cursor's.
    if (drawn_.size() + 1 >= size.rows) break;
    text += line + "\n";
    drawn_.push_back(columns_of(line));
  }
  std::fputs(text.c_str(), out_);
  std::fflush(out_);
}

void LiveArea::wipe(TerminalSize size) { draw({}, size); }

}  // namespace doorbuster::loadtest
