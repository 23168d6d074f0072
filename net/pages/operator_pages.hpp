// What the server says of itself: is it alive, is it ready, and the pages for people.
#pragma once

#include <string>
#include <string_view>

#include "net/pages/server_state.hpp"

namespace doorbuster::net {

// Why no orders are taken, in a sentence or two; empty if they are.
[[nodiscard]] std::string not_ready_reason(const ServerState& server);

[[nodiscard]] HttpResponse livez();
// 200, or the problem not_ready with the reason.
[[nodiscard]] HttpResponse readyz(const ServerState& server);
[[nodiscard]] HttpResponse openapi_document();

[[nodiscard]] HttpResponse docs_page();
[[nodiscard]] HttpResponse problem_index_page();
// The page of the problem whose path ends in `name`, such as "sold-out"; a 404 if there is none.
[[nodiscard]] HttpResponse problem_page(std::string_view name);

}  // namespace doorbuster::net
