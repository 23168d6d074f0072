// Escapes.
#include "app/manual/roff.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/version.hpp"

namespace doorbuster::app {

std::string roff_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else if (c == '\'') {
      escaped += "\\(aq";
    } else {
      escaped += c;
    }
  }
  // At a line's start these begin a request.
  return escaped.starts_with('.') ? "\\&" + escaped : escaped;
}

std::string roff_block(std::string_view text) {
  std::string block = ".nf\n";
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    block += roff_text(line) + '\n';
  }
  return block + ".fi\n";
}

std::string roff_title(std::string_view page, int section, std::string_view manual) {
  return fmt::format(".TH {} {} \"\" \"Doorbuster {}\" \"{}\"\n", page, section, version, manual);
}

}  // namespace doorbuster::app
