// Reads PEM files into an SSL_CTX and sets what it offers.
#include "net/tls/tls_context.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pemerr.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <new>
#include <string_view>

namespace doorbuster::net {
namespace {

using Context = std::shared_ptr<ssl_ctx_st>;

// For TLS 1.2; all of 1.3's are such. And only groups that cost a server little, so that a flood of handshakes does.
constexpr const char* suites_of_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* groups = "X25519:P-256:P-384";
// As ALPN has it: each protocol behind its length.
constexpr std::array<unsigned char, 9> protocols{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

// Who offers other protocols only is told no_application_protocol (RFC 7301, 3.2).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_length, const unsigned char* offered,
                    unsigned offered_length, void*) {
  unsigned char* found = nullptr;
  const int result = SSL_select_next_proto(&found, chosen_length, protocols.data(), protocols.size(), offered,
                                           offered_length);
  if (result != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

// Nobody is there to be asked for a passphrase.
int no_passphrase(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

Context make_context() {
  Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX* const made = context.get();
  if (made == nullptr) throw std::bad_alloc();
  if (SSL_CTX_set_min_proto_version(made, TLS1_2_VERSION) != 1 || SSL_CTX_set_cipher_list(made, suites_of_1_2) != 1 ||
      SSL_CTX_set1_groups_list(made, groups) != 1) {
    throw std::bad_alloc();  // all three are known to it: nothing but memory can be missing
  }
  SSL_CTX_set_options(made, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(made, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                             SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(made, 1);  // one recv for a record's head and content
  SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);  // tickets instead: they take no memory
  SSL_CTX_set_alpn_select_cb(made, choose_protocol, nullptr);
  return context;
}

std::string reason() {
  const unsigned long error = ERR_peek_error();
  if (ERR_SYSTEM_ERROR(error)) return std::strerror(ERR_GET_REASON(error));
  if (ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE) return "it is not one in PEM";
  const char* text = ERR_reason_error_string(error);
  return text != nullptr ? text : "OpenSSL doesn't say why";
}

core::Failure unusable(std::string_view what, const std::string& path, const std::string& why) {
  return {core::FailureKind::invalid, fmt::format("The {} {} can't be used: {}.", what, path, why)};
}

core::Result<void> take_files(ssl_ctx_st& context, const std::string& certificate, const std::string& key) {
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(&context, certificate.c_str()) != 1) {
    return unusable("TLS certificate", certificate, reason());
  }
  ERR_clear_error();
  bool locked = false;
  SSL_CTX_set_default_passwd_cb(&context, no_passphrase);
  SSL_CTX_set_default_passwd_cb_userdata(&context, &locked);
  const bool taken = SSL_CTX_use_PrivateKey_file(&context, key.c_str(), SSL_FILETYPE_PEM) == 1;
  // A key of another kind than the certificate's is taken: it might have belonged to a second certificate.
  if (taken && SSL_CTX_check_private_key(&context) == 1) return {};
  const unsigned long error = ERR_peek_last_error();
  const bool differs = ERR_GET_LIB(error) == ERR_LIB_X509 && ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH;
  if (!taken && !differs) return unusable("TLS key", key, locked ? "it is locked by a passphrase" : reason());
  return core::Failure{core::FailureKind::invalid,
                       fmt::format("The TLS key {} does not belong to the certificate {}.", key, certificate)};
}

void warn_if_open_to_all(const std::string& key) {
  using std::filesystem::perms;
  std::error_code unknown;
  const auto status = std::filesystem::status(key, unknown);
  if (unknown || (status.permissions() & perms::others_read) == perms::none) return;
  spdlog::warn("Everybody on this machine may read the TLS key {}; chmod o= {} ends that.", key, key);
}

std::string subject_of(X509& certificate) {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> text(BIO_new(BIO_s_mem()), BIO_free_all);
  if (!text || X509_NAME_print_ex(text.get(), X509_get_subject_name(&certificate), 0, XN_FLAG_RFC2253) <= 0) {
    return "without a subject";
  }
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(text.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

std::string describe(X509& certificate) {
  const ASN1_TIME* end = X509_get0_notAfter(&certificate);
  std::tm parts{};
  if (ASN1_TIME_to_tm(end, &parts) != 1) return subject_of(certificate);
  std::array<char, 16> day{};
  std::strftime(day.data(), day.size(), "%Y-%m-%d", &parts);
  const bool past = X509_cmp_current_time(end) < 0;
  return fmt::format("{}, valid until {}{}", subject_of(certificate), day.data(), past ? ", which is past" : "");
}

}  // namespace

core::Result<std::string> TlsContext::load(const std::string& certificate, const std::string& key) {
  Context made = make_context();
  if (const auto taken = take_files(*made, certificate, key); !taken) return taken.error();
  warn_if_open_to_all(key);
  std::string description = describe(*SSL_CTX_get0_certificate(made.get()));
  const std::lock_guard lock(mutex_);
  current_ = std::move(made);
  return description;
}

bool TlsContext::loaded() const {
  const std::lock_guard lock(mutex_);
  return current_ != nullptr;
}

std::unique_ptr<TlsSession> TlsContext::accept(TlsSession::Socket& socket) const {
  const auto context = [this] {
    const std::lock_guard lock(mutex_);
    return current_;
  }();
  return context ? std::make_unique<TlsSession>(*context, socket) : nullptr;
}

}  // namespace doorbuster::net
