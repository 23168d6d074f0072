// Messages sent to one endpoint, several at once, by libcurl: signed, to no address that it may not go to, through no
// proxy, after no redirect, and with no answer taken beyond its head. Never repeats one by itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "app/webhooks/delivery_health.hpp"
#include "app/webhooks/endpoint.hpp"
#include "app/webhooks/message.hpp"

namespace doorbuster::app {

// One thread at a time, but for wake().
class WebhookSender {
 public:
  // Of an answer's head, and of its body, each; a receiver that sends more is cut off.
  static constexpr std::size_t answer_bytes_max = std::size_t{64} << 10;

  // `endpoint` outlives it.
  explicit WebhookSender(const Endpoint& endpoint);
  ~WebhookSender();  // breaks off what is under way
  WebhookSender(const WebhookSender&) = delete;
  WebhookSender& operator=(const WebhookSender&) = delete;

  // `tag` comes back with its result. `timestamp`: seconds since 1970, of this try.
  void start(std::size_t tag, const Message& message, std::int64_t timestamp);

  struct Finished {
    std::size_t tag;
    TryResult result;
  };
  // What has ended, once something has; nothing if `patience` ends first, or after wake().
  [[nodiscard]] std::vector<Finished> wait(std::chrono::milliseconds patience);
  // Any thread: ends the wait() that is under way, or the next one.
  void wake();

 private:
  struct Transfer;
  struct Multi;

  const Endpoint& endpoint_;
  std::unique_ptr<Multi> multi_;
  std::vector<std::unique_ptr<Transfer>> transfers_;  // under way
};

}  // namespace doorbuster::app
