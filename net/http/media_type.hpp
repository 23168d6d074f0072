// The little that the contract needs of media types (RFC 9110, section 8.3).
#pragma once

#include <string_view>

namespace doorbuster::net {

// Whether a Content-Type says application/json, with no parameter or charset=utf-8.
[[nodiscard]] bool is_json_type(std::string_view content_type);

// Whether an Accept or Accept-Encoding field asks for `type` by name: a wildcard, or what is refused with q=0,
// does not.
[[nodiscard]] bool accepts(std::string_view accept, std::string_view type);

}  // namespace doorbuster::net
