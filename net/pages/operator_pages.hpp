// What the server says of itself: is it alive, is it ready, and the pages for people.
#pragma once

#include <string_view>

#include "net/pages/server_state.hpp"

namespace doorbuster::net {

[[nodiscard]] HttpResponse livez();
// 200, or the problem not_ready with the reason.
[[nodiscard]] HttpResponse readyz(const ServerState& server);
[[nodiscard]] HttpResponse openapi_document();

[[nodiscard]] HttpResponse docs_page();
// Its figures only where the reader may see them.
[[nodiscard]] HttpResponse start_page(const ServerState& server, bool with_figures);
[[nodiscard]] HttpResponse problem_index_page();
// The page of the problem whose path ends in `name`, such as "sold-out"; a 404 if there is none.
[[nodiscard]] HttpResponse problem_page(std::string_view name);

}  // namespace doorbuster::net
