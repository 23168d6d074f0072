// One thread that blocks in pwritev2 while the engine's goes on. Handed over by semaphores: no mutex.
#include "core/files/pwritev2_writer.hpp"

#include <sys/eventfd.h>
#include <sys/uio.h>

#include <atomic>
#include <cassert>
#include <cerrno>
#include <semaphore>
#include <thread>

#include "core/files/descriptor.hpp"
#include "core/files/system_failure.hpp"

namespace doorbuster::core {
namespace {

class Pwritev2Writer final : public DeviceWriter {
 public:
  Pwritev2Writer(Descriptor done, std::string why) : done_(std::move(done)), why_(std::move(why)) {
    thread_ = std::thread([this] { run(); });
  }
  ~Pwritev2Writer() override {
    stop_.store(true, std::memory_order_relaxed);  // the semaphore below orders it
    to_do_.release();
    thread_.join();
  }
  Pwritev2Writer(const Pwritev2Writer&) = delete;
  Pwritev2Writer& operator=(const Pwritev2Writer&) = delete;

  void start(int descriptor, std::span<const std::byte> bytes, std::uint64_t offset) override {
    assert(!under_way_);
    under_way_ = true;
    descriptor_ = descriptor;
    bytes_ = bytes;
    offset_ = offset;
    to_do_.release();
  }

  std::optional<Outcome> poll() override {
    assert(under_way_);
    if (!is_done_.try_acquire()) return std::nullopt;
    return take();
  }

  Outcome wait() override {
    assert(under_way_);
    is_done_.acquire();
    return take();
  }

  int done_descriptor() const override { return done_.get(); }
  std::string name() const override { return why_.empty() ? "pwritev2" : "pwritev2 (" + why_ + ")"; }

 private:
  void run() {
    for (;;) {
      to_do_.acquire();
      if (stop_.load(std::memory_order_relaxed)) return;
      const iovec part{const_cast<std::byte*>(bytes_.data()), bytes_.size()};
      const ssize_t written = pwritev2(descriptor_, &part, 1, static_cast<off_t>(offset_), RWF_DSYNC);
      outcome_ = written < 0 ? -errno : written;
      is_done_.release();
      (void)eventfd_write(done_.get(), 1);
    }
  }

  Outcome take() {
    eventfd_t count = 0;
    (void)eventfd_read(done_.get(), &count);  // may not be there yet: then one wake-up comes for nothing
    under_way_ = false;
    return outcome_;
  }

  Descriptor done_;
  std::string why_;
  bool under_way_ = false;
  // Written by the owner before to_do_ is released, by the thread before is_done_ is.
  int descriptor_ = -1;
  std::span<const std::byte> bytes_;
  std::uint64_t offset_ = 0;
  Outcome outcome_ = 0;
  std::binary_semaphore to_do_{0};
  std::binary_semaphore is_done_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<DeviceWriter>> make_pwritev2_writer(std::string why) {
  Descriptor done(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!done.is_open()) return system_failure("make an eventfd", errno);
  return std::unique_ptr<DeviceWriter>(std::make_unique<Pwritev2Writer>(std::move(done), std::move(why)));
}

}  // namespace doorbuster::core
