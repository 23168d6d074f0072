// What the server answers while its engine is still being recovered.
#pragma once

#include "net/http_message.hpp"

namespace doorbuster::net {

// 200 to /livez, to all else 503 `not_ready`. Nothing else is looked at: nothing of it could be acted on.
[[nodiscard]] HttpResponse answer_while_starting(const HttpRequest& request);

}  // namespace doorbuster::net
