// Blocks the signals and takes them with sigtimedwait(2).
#include "app/process/stop_signals.hpp"

#include <csignal>
#include <ctime>

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;

// How often the waiter of StopOnSignal looks whether it is to end.
constexpr std::chrono::milliseconds waiter_period = 50ms;

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

timespec to_timespec(std::chrono::milliseconds duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
  const std::chrono::nanoseconds rest = duration - seconds;
  return {.tv_sec = seconds.count(), .tv_nsec = rest.count()};
}

void end_by(int signal) {
  std::signal(signal, SIG_DFL);
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  raise(signal);
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

std::optional<std::string_view> StopSignals::wait(std::chrono::milliseconds patience) {
  const sigset_t set = stop_signals();
  const timespec timeout = to_timespec(patience);
  const int signal = sigtimedwait(&set, nullptr, &timeout);
  if (signal == SIGTERM) return "SIGTERM";
  if (signal == SIGINT) return "SIGINT";
  return std::nullopt;
}

StopOnSignal::StopOnSignal()
    : waiter_([this](const std::stop_token& ended) {
        while (!ended.stop_requested()) {
          const auto name = signals_.wait(waiter_period);
          if (name && stop_.stop_requested()) end_by(*name == "SIGINT" ? SIGINT : SIGTERM);
          if (name) stop_.request_stop();
        }
      }) {}

}  // namespace doorbuster::app
