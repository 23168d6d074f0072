// Certificates for tests, made when they are needed.
#pragma once

#include <filesystem>
#include <string>

namespace doorbuster::net::test {

enum class KeyKind : std::uint8_t { ecdsa, rsa };

// A self-signed certificate for localhost and 127.0.0.1, and its key, as PEM files.
struct CertificateFiles {
  std::string certificate;
  std::string key;
};

// Writes both into `directory`, in place of any that are there. `name`: its common name, by which to tell it. Throws.
CertificateFiles make_certificate(const std::filesystem::path& directory, const std::string& name,
                                  KeyKind kind = KeyKind::ecdsa);

}  // namespace doorbuster::net::test
