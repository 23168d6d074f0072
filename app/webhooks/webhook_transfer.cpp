// Options of libcurl's, and its callbacks.
#include "app/webhooks/webhook_transfer.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <new>
#include <stdexcept>

#include "app/client/trust.hpp"
#include "app/version.hpp"
#include "app/webhooks/address_rules.hpp"

namespace doorbuster::app {
namespace {

// What a person would have to know besides libcurl's words for a certificate that it doesn't trust.
std::string hint_for(CURLcode code, std::string_view words, const Endpoint& endpoint) {
  const bool by_a_stranger = words.find("issuer") != words.npos || words.find("self-signed") != words.npos;
  if (code != CURLE_PEER_FAILED_VERIFICATION || !by_a_stranger) return {};
  return endpoint.ca_file.empty() ? R"(; ca = "FILE" would name its authority)"
                                  : fmt::format("; its authority is none of those in {}", endpoint.ca_file);
}

TryFailure obstacle_of(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return TryFailure::timeout;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return TryFailure::tls;
    default: return TryFailure::connection;
  }
}

}  // namespace

WebhookTransfer::WebhookTransfer(const Endpoint& endpoint, const Message& message, std::int64_t timestamp,
                                 std::size_t bytes_max)
    : endpoint_(endpoint), bytes_max_(bytes_max), handle_(curl_easy_init()) {
  if (handle_ == nullptr) throw std::runtime_error("libcurl can't be set up");
  set_limits();
  set_fields(message, timestamp);
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(message.body.size()));
  curl_easy_setopt(handle_, CURLOPT_COPYPOSTFIELDS, message.body.data());
}

WebhookTransfer::~WebhookTransfer() {
  curl_easy_cleanup(handle_);
  curl_slist_free_all(fields_);
}

void WebhookTransfer::set_limits() {
  curl_easy_setopt(handle_, CURLOPT_URL, endpoint_.url.c_str());
  curl_easy_setopt(handle_, CURLOPT_PROTOCOLS_STR, endpoint_.allow_private ? "http,https" : "https");
  curl_easy_setopt(handle_, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle_, CURLOPT_PROXY, "");  // it would go to addresses that nobody has looked at
  curl_easy_setopt(handle_, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(handle_, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(handle_, CURLOPT_NOSIGNAL, 1L);
  trust_only(handle_, endpoint_.ca_file);
  const auto patience = static_cast<long>(std::chrono::milliseconds(endpoint_.timeout).count());
  curl_easy_setopt(handle_, CURLOPT_TIMEOUT_MS, patience);
  curl_easy_setopt(handle_, CURLOPT_CONNECTTIMEOUT_MS, patience);
  curl_easy_setopt(handle_, CURLOPT_ERRORBUFFER, error_.data());
  curl_easy_setopt(handle_, CURLOPT_HEADERFUNCTION, &WebhookTransfer::on_head);
  curl_easy_setopt(handle_, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, &WebhookTransfer::on_body);
  curl_easy_setopt(handle_, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(handle_, CURLOPT_OPENSOCKETFUNCTION, &WebhookTransfer::open_socket);
  curl_easy_setopt(handle_, CURLOPT_OPENSOCKETDATA, this);
}

void WebhookTransfer::add_field(const std::string& line) {
  curl_slist* longer = curl_slist_append(fields_, line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  fields_ = longer;
}

void WebhookTransfer::set_fields(const Message& message, std::int64_t timestamp) {
  curl_easy_setopt(handle_, CURLOPT_USERAGENT, ("doorbuster/" + std::string(version)).c_str());
  add_field("Expect:");  // none: bodies are short
  add_field("Content-Type: application/json");
  add_field("webhook-id: " + message.id);
  add_field(fmt::format("webhook-timestamp: {}", timestamp));
  add_field("webhook-signature: " + signature_field(endpoint_.secrets, message.id, timestamp, message.body));
  if (!message.traceparent.empty()) add_field("traceparent: " + message.traceparent);
  curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, fields_);
}

std::size_t WebhookTransfer::on_head(char*, std::size_t, std::size_t count, void* self) {
  auto& transfer = *static_cast<WebhookTransfer*>(self);
  transfer.head_bytes_ += count;
  return transfer.head_bytes_ <= transfer.bytes_max_ ? count : 0;
}

std::size_t WebhookTransfer::on_body(char*, std::size_t, std::size_t count, void* self) {
  auto& transfer = *static_cast<WebhookTransfer*>(self);
  transfer.body_bytes_ += count;
  return transfer.body_bytes_ <= transfer.bytes_max_ ? count : 0;
}

// Asked for the very address that is connected to, so no second answer of a name server comes between.
curl_socket_t WebhookTransfer::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<WebhookTransfer*>(self);
  const bool is_public = is_public_address(address->addr);
  const bool encrypted = transfer.endpoint_.url.starts_with("https:");
  if (is_public ? !encrypted : !transfer.endpoint_.allow_private) {
    transfer.refused_address_ = address_words(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

TryResult WebhookTransfer::result(CURLcode code) const {
  long status = 0;
  curl_off_t retry_after = 0;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &retry_after);
  TryResult result{.status = static_cast<int>(status), .error = {}};
  if (retry_after > 0) result.retry_after = std::chrono::seconds(retry_after);
  // What was said stands, however much more was to come.
  const bool cut_off = code == CURLE_WRITE_ERROR && body_bytes_ > bytes_max_;
  if (code == CURLE_OK || cut_off) return result;
  result.status = 0;
  result.obstacle = obstacle_of(code);
  result.error = error_[0] != '\0' ? error_.data() : curl_easy_strerror(code);
  result.error += hint_for(code, result.error, endpoint_);
  if (refused_address_.empty() || code != CURLE_COULDNT_CONNECT) return result;
  result.obstacle = TryFailure::address;
  result.error = fmt::format("its address {} is {}", refused_address_,
                             endpoint_.allow_private
                                 ? "public, where http is not allowed: make the URL https"
                                 : "not public; allow_private = true would allow that");
  return result;
}

}  // namespace doorbuster::app
