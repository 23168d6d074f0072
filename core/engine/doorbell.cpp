// The handshake and the eventfd behind it.
#include "core/engine/doorbell.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace doorbuster::core {

Doorbell::Doorbell() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Doorbell::~Doorbell() { ::close(descriptor_); }

void Doorbell::ring() {
  rings_.fetch_add(1);
  if (sleeping_.load() && sleeping_.exchange(false)) {
    // Can only fail where the counter is full, and then the sleeper wakes anyway.
    [[maybe_unused]] const auto written = ::eventfd_write(descriptor_, 1);
  }
}

void Doorbell::sleep(std::uint64_t seen, int other_descriptor, std::chrono::milliseconds at_most) {
  sleeping_.store(true);
  if (rings_.load() == seen) {
    // poll(2) passes over a negative descriptor.
    pollfd waited[] = {{descriptor_, POLLIN, 0}, {other_descriptor, POLLIN, 0}};
    ::poll(waited, std::size(waited), static_cast<int>(at_most.count()));
    if (waited[0].revents != 0) {  // a ring that came too late to be seen here ends the next sleep at once
      eventfd_t count = 0;
      [[maybe_unused]] const auto read = ::eventfd_read(descriptor_, &count);
    }
  }
  sleeping_.store(false);
}

}  // namespace doorbuster::core
