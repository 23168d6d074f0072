// SIGHUP as a request to read again what can be read again while the server runs.
#pragma once

#include <functional>
#include <vector>

namespace doorbuster::app {

class ReloadSignal {
 public:
  // `wanted`: there is something to be read again. Otherwise the signal keeps its usual effect, and ends a server whose
  // terminal has gone. Make it before any other thread starts, as StopSignals.
  explicit ReloadSignal(bool wanted);

  // `reload` says what came of it itself, and leaves all as it was if it fails.
  void on_signal(std::function<void()> reload) { reloads_.push_back(std::move(reload)); }
  // Calls each of them, in their order, if the signal has come since the last time.
  void poll();

 private:
  bool wanted_;
  std::vector<std::function<void()>> reloads_;
};

}  // namespace doorbuster::app
