// Blocks the signal and takes it with sigtimedwait(2).
#include "app/process/reload_signal.hpp"

#include <csignal>
#include <ctime>

namespace doorbuster::app {
namespace {

sigset_t reload_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

ReloadSignal::ReloadSignal(bool wanted) : wanted_(wanted) {
  if (!wanted) return;
  const sigset_t set = reload_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void ReloadSignal::poll() {
  if (!wanted_) return;
  const sigset_t set = reload_signals();
  const timespec at_once{};
  if (sigtimedwait(&set, nullptr, &at_once) != SIGHUP) return;
  for (const auto& reload : reloads_) reload();
}

}  // namespace doorbuster::app
