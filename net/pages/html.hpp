// Pages made of a template and values. Knows nothing of what any page is about.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace doorbuster::net {

// `text` as it must stand in HTML, between tags or in a quoted attribute.
[[nodiscard]] std::string escape_html(std::string_view text);

struct Slot {
  std::string_view name;
  std::string_view html;  // as it is to stand there: escaped already where it must be
};

// `html` with each {{name}} replaced by the slot of that name; one that has no slot becomes nothing.
[[nodiscard]] std::string fill(std::string_view html, std::span<const Slot> slots);

}  // namespace doorbuster::net
