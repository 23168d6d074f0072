// Comparing media types and their parameters, without regard to case.
#include "net/http/media_type.hpp"

#include <algorithm>

#include "net/http/http_text.hpp"

namespace doorbuster::net {
namespace {

// The next of a list, trimmed; `rest` loses it and its separator.
std::string_view next_of(std::string_view& rest, char separator) {
  const std::string_view part = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return trimmed(part);
}

// Whether parameters have a weight of zero: "not this" (RFC 9110, section 12.4.2).
bool refused(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view weight = next_of(parameters, ';');
    if (!equal_ignoring_case(next_of(weight, '='), "q")) continue;
    return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

}  // namespace

bool is_json_type(std::string_view content_type) {
  if (!equal_ignoring_case(next_of(content_type, ';'), "application/json")) return false;
  while (!content_type.empty()) {
    const std::string_view parameter = next_of(content_type, ';');
    const bool harmless = parameter.empty() || equal_ignoring_case(parameter, "charset=utf-8") ||
                          equal_ignoring_case(parameter, "charset=\"utf-8\"");
    if (!harmless) return false;
  }
  return true;
}

bool accepts(std::string_view accept, std::string_view type) {
  while (!accept.empty()) {
    std::string_view range = next_of(accept, ',');
    if (equal_ignoring_case(next_of(range, ';'), type) && !refused(range)) return true;
  }
  return false;
}

}  // namespace doorbuster::net
