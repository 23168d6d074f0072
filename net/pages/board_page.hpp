// The live board's page and its files. What it does is in board/; its figures it asks for itself (GET /v1/live).
#pragma once

#include <string_view>

#include "net/http_message.hpp"

namespace doorbuster::net {

[[nodiscard]] HttpResponse board_page();

// A file of the page, by a name that says what is in it, so that it may be kept for ever; a 404 if there is none.
// `accept_encoding` is the request's field; empty where it has none.
[[nodiscard]] HttpResponse board_file(std::string_view name, std::string_view accept_encoding);

}  // namespace doorbuster::net
