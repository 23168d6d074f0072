// Escaping and filling in.
#include "net/pages/html.hpp"

#include <algorithm>

namespace doorbuster::net {
namespace {

constexpr std::string_view opening = "{{";
constexpr std::string_view closing = "}}";

}  // namespace

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped.append("&amp;");
        break;
      case '<':
        escaped.append("&lt;");
        break;
      case '>':
        escaped.append("&gt;");
        break;
      case '"':
        escaped.append("&quot;");
        break;
      case '\'':
        escaped.append("&#39;");
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
}

std::string fill(std::string_view html, std::span<const Slot> slots) {
  std::string page;
  while (true) {
    const auto open = html.find(opening);
    const auto close = open == std::string_view::npos ? open : html.find(closing, open);
    if (close == std::string_view::npos) break;
    page.append(html.substr(0, open));
    const std::string_view name = html.substr(open + opening.size(), close - open - opening.size());
    const auto slot = std::ranges::find(slots, name, &Slot::name);
    if (slot != slots.end()) page.append(slot->html);
    html.remove_prefix(close + closing.size());
  }
  return page.append(html);
}

}  // namespace doorbuster::net
