// One message under way to its endpoint, as a handle of libcurl's.
#pragma once

#include <curl/curl.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "app/webhooks/delivery_health.hpp"
#include "app/webhooks/endpoint.hpp"
#include "app/webhooks/message.hpp"

namespace doorbuster::app {

class WebhookTransfer {
 public:
  // `endpoint` outlives it. Throws std::runtime_error where libcurl can't be set up.
  WebhookTransfer(const Endpoint& endpoint, const Message& message, std::int64_t timestamp, std::size_t bytes_max);
  ~WebhookTransfer();
  WebhookTransfer(const WebhookTransfer&) = delete;
  WebhookTransfer& operator=(const WebhookTransfer&) = delete;

  [[nodiscard]] CURL* handle() const { return handle_; }
  // Once libcurl has ended it with `code`.
  [[nodiscard]] TryResult result(CURLcode code) const;

 private:
  void add_field(const std::string& line);
  void set_fields(const Message& message, std::int64_t timestamp);
  void set_limits();
  static std::size_t on_head(char* bytes, std::size_t, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* self);
  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address);

  const Endpoint& endpoint_;
  const std::size_t bytes_max_;
  CURL* handle_;
  curl_slist* fields_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> error_{};
  std::size_t head_bytes_ = 0;
  std::size_t body_bytes_ = 0;
  std::string refused_address_;  // that it would have gone to
};

}  // namespace doorbuster::app
