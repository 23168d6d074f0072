// The directory in which each endpoint has its state, a small file of its own, and in which a person's wish that one be
// resumed lies until the process that delivers takes it in.
#pragma once

#include <optional>
#include <string>

#include "app/client/outcome.hpp"
#include "app/webhooks/endpoint_state.hpp"

namespace doorbuster::app {

// `after`: where to go on. Nothing: where it stands.
struct ResumeWish {
  std::optional<std::uint64_t> after;
};

// Threads may use it at once, for an endpoint each.
class StateFolder {
 public:
  // Names a directory; makes nothing.
  explicit StateFolder(std::string path) : path_(std::move(path)) {}
  StateFolder(const StateFolder&) = delete;
  StateFolder& operator=(const StateFolder&) = delete;
  ~StateFolder();

  // Makes the directory, for its owner alone, and takes it for this process, as long as this lives: two that deliver
  // from one are refused.
  [[nodiscard]] Outcome<void> take();

  // Nothing inside: there is none yet.
  [[nodiscard]] Outcome<std::optional<EndpointState>> load(const std::string& endpoint) const;
  // On stable storage when it returns.
  [[nodiscard]] Outcome<void> save(const std::string& endpoint, const EndpointState& state) const;

  [[nodiscard]] Outcome<void> ask_to_resume(const std::string& endpoint, const ResumeWish& wish) const;
  // Nothing: nobody has asked.
  [[nodiscard]] std::optional<ResumeWish> resume_wish(const std::string& endpoint) const;
  // It is in the state that was saved.
  [[nodiscard]] Outcome<void> forget_resume_wish(const std::string& endpoint) const;

 private:
  [[nodiscard]] std::string state_path(const std::string& endpoint) const { return path_ + "/" + endpoint + ".json"; }
  [[nodiscard]] std::string wish_path(const std::string& endpoint) const { return path_ + "/" + endpoint + ".resume"; }

  std::string path_;
  int lock_ = -1;  // owned
};

}  // namespace doorbuster::app
