// epoll_pwait2, since a millisecond is too coarse to pace orders by; epoll_wait where the kernel is older than 5.11.
#include "loadtest/http/poller.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace doorbuster::loadtest {
namespace {

// Without these nothing can be played, and there is nobody who could do better: the program says so and ends.
int checked(int result) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), "the load's epoll");
  return result;
}

epoll_event event_of(void* owner, bool for_writing) {
  epoll_event event{};
  event.events = for_writing ? EPOLLIN | EPOLLOUT : EPOLLIN;
  event.data.ptr = owner;
  return event;
}

}  // namespace

Poller::Poller() : epoll_(checked(epoll_create1(EPOLL_CLOEXEC))), wake_up_(checked(eventfd(0, EFD_CLOEXEC))) {
  add(wake_up_, nullptr, false);
}

Poller::~Poller() {
  ::close(wake_up_);
  ::close(epoll_);
}

void Poller::add(int socket, void* owner, bool for_writing) {
  epoll_event event = event_of(owner, for_writing);
  checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event));
}

void Poller::change(int socket, void* owner, bool for_writing) {
  epoll_event event = event_of(owner, for_writing);
  checked(epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event));
}

std::span<const epoll_event> Poller::wait(std::chrono::steady_clock::time_point deadline) {
  using std::chrono::nanoseconds;
  const nanoseconds left = std::max<nanoseconds>(deadline - std::chrono::steady_clock::now(), nanoseconds(0));
  const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
  const timespec timeout{.tv_sec = seconds.count(), .tv_nsec = (left - seconds).count()};
  const int most = static_cast<int>(events_.size());
  int ready = epoll_pwait2(epoll_, events_.data(), most, &timeout, nullptr);
  if (ready < 0 && errno == ENOSYS) {
    ready = epoll_wait(epoll_, events_.data(), most,
                       static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count()));
  }
  const auto events = std::span(events_).first(static_cast<std::size_t>(std::max(ready, 0)));
  for (const epoll_event& event : events) {
    // Once taken: it would let no further wait() be one.
    eventfd_t calls = 0;
    if (event.data.ptr == nullptr) eventfd_read(wake_up_, &calls);
  }
  return events;
}

void Poller::wake() { eventfd_write(wake_up_, 1); }

}  // namespace doorbuster::loadtest
