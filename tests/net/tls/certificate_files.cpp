// OpenSSL makes the key and signs.
#include "tests/net/tls/certificate_files.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <memory>
#include <stdexcept>

namespace doorbuster::net::test {
namespace {

constexpr long valid_seconds = 24 * 3600;

void check(bool done) {
  if (!done) throw std::runtime_error("a test's certificate can't be made");
}

void add_extension(X509* certificate, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value), X509_EXTENSION_free);
  check(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

template <class Write>
void write_file(const std::string& path, Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "w"), BIO_free);
  check(file && write(file.get()) == 1);
}

}  // namespace

CertificateFiles make_certificate(const std::filesystem::path& directory, const std::string& name, KeyKind kind) {
  std::filesystem::create_directories(directory);
  CertificateFiles files{directory / "certificate.pem", directory / "key.pem"};
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      kind == KeyKind::rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  check(key && certificate);
  X509* const made = certificate.get();
  X509_set_version(made, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  X509_gmtime_adj(X509_getm_notBefore(made), -valid_seconds);
  X509_gmtime_adj(X509_getm_notAfter(made), valid_seconds);
  X509_NAME* const subject = X509_get_subject_name(made);
  check(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0) == 1);
  check(X509_set_issuer_name(made, subject) == 1 && X509_set_pubkey(made, key.get()) == 1);
  add_extension(made, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  add_extension(made, NID_basic_constraints, "critical,CA:TRUE");
  check(X509_sign(made, key.get(), EVP_sha256()) > 0);
  write_file(files.certificate, [&](BIO* file) { return PEM_write_bio_X509(file, made); });
  write_file(files.key, [&](BIO* file) {
    return PEM_write_bio_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  chmod(files.key.c_str(), S_IRUSR | S_IWUSR);
  return files;
}

}  // namespace doorbuster::net::test
