// The server's TLS certificate, as people are told of it: at the start, and when it is read again.
#pragma once

#include "app/settings/settings.hpp"

namespace doorbuster::app {

// Reads it, where the settings name one, and says what it is.
[[nodiscard]] core::Result<void> load_certificate(const net::ServerOptions& options, net::Server& server);
// The same once more, while the server runs. Where it can't be used that is complained of, and the old one stays.
void reload_certificate(const net::ServerOptions& options, net::Server& server);
// Whether a start would be able to, without a server and without a word.
[[nodiscard]] core::Result<void> check_certificate(const net::ServerOptions& options);

}  // namespace doorbuster::app
