// A few lines at the end of a terminal's text that are drawn again in place. Leaves the terminal as it was: it hides
// no cursor, changes no mode, and what it has drawn ends with a line end, so that the program may end at any moment.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

namespace doorbuster::loadtest {

struct TerminalSize {
  std::size_t columns = 80, rows = 24;
};
// Of what `out` is; the default if it does not say.
[[nodiscard]] TerminalSize terminal_size(std::FILE* out);

class LiveArea {
 public:
  explicit LiveArea(std::FILE* out) : out_(out) {}

  // In place of what was drawn before. No line may be wider than `size`; those that are too many for it are left out.
  void draw(const std::vector<std::string>& lines, TerminalSize size);
  // Takes away what was drawn: the next text stands where it stood.
  void wipe(TerminalSize size);

 private:
  [[nodiscard]] std::string back_to_start(TerminalSize size) const;

  std::FILE* out_;
  std::vector<std::size_t> drawn_;  // the columns of each line
};

}  // namespace doorbuster::loadtest
