// Says what net::Server makes of the certificate.
#include "app/serve/certificate.hpp"

#include "app/console.hpp"

namespace doorbuster::app {

core::Result<void> load_certificate(const net::ServerOptions& options, net::Server& server) {
  if (!options.speaks_tls()) return {};
  const auto certificate = server.load_certificate();
  if (!certificate) return certificate.error();
  say("certificate", *certificate);
  return {};
}

void reload_certificate(const net::ServerOptions& options, net::Server& server) {
  if (const auto loaded = load_certificate(options, server); !loaded) {
    complain(loaded.error().message + " The certificate from before stays in force.");
  }
}

core::Result<void> check_certificate(const net::ServerOptions& options) {
  if (!options.speaks_tls()) return {};
  net::Server never_started(options);
  if (const auto certificate = never_started.load_certificate(); !certificate) return certificate.error();
  return {};
}

}  // namespace doorbuster::app
