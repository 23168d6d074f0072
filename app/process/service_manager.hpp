// What systemd is told of a server that it has started with Type=notify (sd_notify(3)). Without it nothing is told.
#pragma once

#include <string_view>

namespace doorbuster::app {

// `state`: "READY=1", "STOPPING=1" or "STATUS=a sentence", several with line ends between. A manager that can't be
// told is let be: telling must never be what stops a server.
void tell_service_manager(std::string_view state);

}  // namespace doorbuster::app
