// Text for a manual page: what roff would take for its own is escaped (man(7)).
#pragma once

#include <string>
#include <string_view>

namespace doorbuster::app {

// Within a line.
[[nodiscard]] std::string roff_text(std::string_view text);
// Lines that stay as they are, examples and tables.
[[nodiscard]] std::string roff_block(std::string_view text);
// The first line of a page: its name, section and what it is of.
[[nodiscard]] std::string roff_title(std::string_view page, int section, std::string_view manual);

}  // namespace doorbuster::app
