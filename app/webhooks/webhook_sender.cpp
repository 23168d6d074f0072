// libcurl's multi interface.
#include "app/webhooks/webhook_sender.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <stdexcept>

#include "app/webhooks/webhook_transfer.hpp"

namespace doorbuster::app {

struct WebhookSender::Transfer {
  std::size_t tag;
  WebhookTransfer transfer;
};

struct WebhookSender::Multi {
  Multi() : handle(curl_multi_init()) {
    if (handle == nullptr) throw std::runtime_error("libcurl can't be set up");
  }
  ~Multi() { curl_multi_cleanup(handle); }
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;

  CURLM* handle;
};

WebhookSender::WebhookSender(const Endpoint& endpoint) : endpoint_(endpoint), multi_(std::make_unique<Multi>()) {
  const auto connections = static_cast<long>(endpoint.in_flight);
  curl_multi_setopt(multi_->handle, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections);
  curl_multi_setopt(multi_->handle, CURLMOPT_MAXCONNECTS, connections);
}

WebhookSender::~WebhookSender() {
  for (const auto& one : transfers_) curl_multi_remove_handle(multi_->handle, one->transfer.handle());
}

void WebhookSender::start(std::size_t tag, const Message& message, std::int64_t timestamp) {
  auto one = std::unique_ptr<Transfer>(new Transfer{tag, {endpoint_, message, timestamp, answer_bytes_max}});
  if (curl_multi_add_handle(multi_->handle, one->transfer.handle()) != CURLM_OK) throw std::bad_alloc();
  transfers_.push_back(std::move(one));
}

std::vector<WebhookSender::Finished> WebhookSender::wait(std::chrono::milliseconds patience) {
  int running = 0;
  curl_multi_perform(multi_->handle, &running);
  if (static_cast<std::size_t>(running) == transfers_.size()) {  // none has ended yet
    curl_multi_poll(multi_->handle, nullptr, 0, static_cast<int>(patience.count()), nullptr);
    curl_multi_perform(multi_->handle, &running);
  }
  std::vector<Finished> finished;
  int left = 0;
  while (const CURLMsg* ended = curl_multi_info_read(multi_->handle, &left)) {
    if (ended->msg != CURLMSG_DONE) continue;
    const CURLcode code = ended->data.result;
    const auto found = std::ranges::find_if(
        transfers_, [handle = ended->easy_handle](const auto& one) { return one->transfer.handle() == handle; });
    finished.push_back({(*found)->tag, (*found)->transfer.result(code)});
    curl_multi_remove_handle(multi_->handle, ended->easy_handle);
    transfers_.erase(found);
  }
  return finished;
}

void WebhookSender::wake() { curl_multi_wakeup(multi_->handle); }

}  // namespace doorbuster::app
