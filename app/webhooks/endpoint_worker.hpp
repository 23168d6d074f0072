// One endpoint served: the feed read page by page, each page delivered, and how far that has come kept. A thread of its
// own for each, so that one that fails or stalls holds up no other.
#pragma once

#include <chrono>
#include <random>
#include <stop_token>
#include <string>
#include <vector>

#include "app/client/event_progress.hpp"
#include "app/webhooks/delivery_window.hpp"
#include "app/webhooks/endpoint.hpp"
#include "app/webhooks/endpoint_feed.hpp"
#include "app/webhooks/state_folder.hpp"
#include "app/webhooks/webhook_meters.hpp"
#include "app/webhooks/webhook_sender.hpp"

namespace doorbuster::app {

struct WebhookSurroundings {
  ServerAccess server;
  const StateFolder& folder;       // outlives the workers
  WebhookMeters& meters;           // so do these
  std::chrono::milliseconds poll;  // how long to wait where nothing is new
};

class EndpointWorker {
 public:
  EndpointWorker(Endpoint endpoint, const RetryRules& retry, const WebhookSurroundings& around);

  // Until `stop`, or a fault that ends all: the server refuses what is asked of it, or the state can't be kept. A
  // server that goes away is waited for. What is under way at a stop has some seconds to end.
  [[nodiscard]] Outcome<void> run(const std::stop_token& stop);

 private:
  [[nodiscard]] Outcome<void> step();
  [[nodiscard]] Outcome<void> begin();
  [[nodiscard]] Outcome<void> take_resume_wish();
  [[nodiscard]] Outcome<void> fill();
  // What the server said instead of a page: waited for, the endpoint disabled, or given back.
  [[nodiscard]] Outcome<void> bear(const Fault& fault);
  void send_due();
  void collect(std::chrono::milliseconds patience);
  void take(const WebhookSender::Finished& finished);
  void take_failure(const WebhookSender::Finished& finished);
  void disable(Disabled why, const std::string& sentence);
  void tell_meter();
  void drain();
  [[nodiscard]] Outcome<void> save();
  [[nodiscard]] Outcome<void> save_now_and_then();
  void tell(const std::string& sentence) const;

  const Endpoint endpoint_;
  const RetryRules retry_;
  const StateFolder& folder_;
  const std::chrono::milliseconds poll_;
  EndpointFeed feed_;
  WebhookSender sender_;
  DeliveryWindow window_;
  EventProgress progress_;
  const std::shared_ptr<EndpointMeter> meter_;
  std::minstd_rand dice_{std::random_device{}()};

  std::stop_token stop_;
  bool begun_ = false;     // state_ is known
  bool resuming_ = false;  // a wish waits until nothing is under way
  EndpointState state_;
  EndpointState saved_;
  std::chrono::steady_clock::time_point saved_at_{};
  std::vector<std::uint32_t> began_;  // by index in the window: how many tries had failed when it was sent
  std::chrono::milliseconds feed_pause_;
  std::optional<inventory::Instant> waits_since_;  // the oldest event that is known and not delivered
};

}  // namespace doorbuster::app
