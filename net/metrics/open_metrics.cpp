// The two formats differ in three things: a counter's family is named without its samples' suffix, there is an end
// mark, and no time stamps are meant in milliseconds (we write none).
#include "net/metrics/open_metrics.hpp"

#include <algorithm>

namespace doorbuster::net {
namespace {

constexpr std::string_view suffix = "_total";

// "# TYPE NAME KIND" and "# HELP NAME TEXT" alone name a family.
bool names_family(std::string_view line) { return line.starts_with("# TYPE ") || line.starts_with("# HELP "); }

void append_line(std::string& out, std::string_view line) {
  constexpr std::size_t name_at = std::string_view("# TYPE ").size();
  const auto name_ends = names_family(line) ? line.find(' ', name_at) : std::string_view::npos;
  const std::string_view head = line.substr(0, name_ends);
  if (name_ends != std::string_view::npos && head.ends_with(suffix)) {
    out.append(head.substr(0, head.size() - suffix.size())).append(line.substr(name_ends));
  } else {
    out.append(line);
  }
  out.push_back('\n');
}

}  // namespace

std::string as_open_metrics(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    append_line(out, line);
  }
  return out + "# EOF\n";
}

}  // namespace doorbuster::net
