// prometheus-cpp's own little server.
#include "app/webhooks/metrics_listener.hpp"

#include <fmt/format.h>
#include <prometheus/collectable.h>
#include <prometheus/exposer.h>

#include <mutex>

#include "app/client/event_page.hpp"
#include "app/client/time_text.hpp"
#include "app/settings/listen_address.hpp"
#include "app/webhooks/webhook_families.hpp"

namespace doorbuster::app {
namespace {

// Of the server's answer: a scraper doesn't wait longer than some seconds itself.
constexpr std::chrono::seconds patience{2};

class Figures : public prometheus::Collectable {
 public:
  Figures(const WebhookMeters& meters, ServerAccess server) : meters_(meters), server_(std::move(server)) {}

  [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override {
    return webhook_families(meters_.all(), newest(), time_now());
  }

 private:
  [[nodiscard]] std::optional<std::uint64_t> newest() const {
    const std::scoped_lock lock(mutex_);
    const auto position = newest_position(server_);
    return position ? std::optional(*position) : std::nullopt;
  }

  const WebhookMeters& meters_;
  mutable std::mutex mutex_;
  mutable HttpSession server_;  // under mutex_
};

std::vector<std::string> options_for(const ListenAddress& address) {
  return {"listening_ports", to_text(address), "num_threads", "2", "request_timeout_ms", "5000"};
}

}  // namespace

struct MetricsListener::Exposed {
  std::shared_ptr<Figures> figures;
  prometheus::Exposer exposer;
};

MetricsListener::MetricsListener() = default;
MetricsListener::~MetricsListener() = default;

Outcome<std::unique_ptr<MetricsListener>> MetricsListener::start(const std::string& address,
                                                                 const WebhookMeters& meters, ServerAccess server) {
  const auto parsed = parse_listen_address(address);
  if (!parsed) return Fault{.code = ExitCode::configuration, .sentence = "--metrics-listen: " + parsed.error().message};
  server.timeout = patience;
  auto listener = std::unique_ptr<MetricsListener>(new MetricsListener);
  try {
    listener->exposed_.reset(new Exposed{.figures = std::make_shared<Figures>(meters, std::move(server)),
                                         .exposer = prometheus::Exposer(options_for(*parsed))});
  } catch (const std::exception&) {
    return Fault{.code = ExitCode::configuration,
                 .sentence = fmt::format("{} can't be listened on for metrics. Is it this machine's, and its port "
                                         "free? --metrics-listen names another.", address)};
  }
  auto& exposer = listener->exposed_->exposer;
  exposer.RegisterCollectable(listener->exposed_->figures);
  const ListenAddress bound{parsed->host, static_cast<std::uint16_t>(exposer.GetListeningPorts().front())};
  listener->url_ = fmt::format("http://{}/metrics", to_text(bound));
  return listener;
}

}  // namespace doorbuster::app
