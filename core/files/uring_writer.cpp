// One ring with one write in it at a time. What makes the write stable is the file's O_DSYNC.
#include "core/files/uring_writer.hpp"

#include <liburing.h>

#include <cassert>
#include <cerrno>

#include "core/files/system_failure.hpp"

namespace doorbuster::core {
namespace {

constexpr unsigned ring_entries = 2;  // the smallest that leaves room beside the one write

class UringWriter final : public DeviceWriter {
 public:
  explicit UringWriter(const io_uring& ring) : ring_(ring) {}
  ~UringWriter() override {
    if (under_way_ && !failed_start_) (void)wait();  // the kernel still reads from the caller's buffer
    io_uring_queue_exit(&ring_);
  }
  UringWriter(const UringWriter&) = delete;
  UringWriter& operator=(const UringWriter&) = delete;

  void start(int descriptor, std::span<const std::byte> bytes, std::uint64_t offset) override {
    assert(!under_way_);
    under_way_ = true;
    io_uring_sqe* entry = io_uring_get_sqe(&ring_);
    assert(entry != nullptr);
    io_uring_prep_write(entry, descriptor, bytes.data(), static_cast<unsigned>(bytes.size()), offset);
    if (const int submitted = io_uring_submit(&ring_); submitted != 1) failed_start_ = submitted < 0 ? submitted : -EIO;
  }

  std::optional<Outcome> poll() override {
    assert(under_way_);
    if (failed_start_) return finish(*failed_start_);
    io_uring_cqe* entry = nullptr;
    if (io_uring_peek_cqe(&ring_, &entry) != 0) return std::nullopt;
    return take(entry);
  }

  Outcome wait() override {
    assert(under_way_);
    if (failed_start_) return finish(*failed_start_);
    io_uring_cqe* entry = nullptr;
    int waited = 0;
    do waited = io_uring_wait_cqe(&ring_, &entry);
    while (waited == -EINTR);
    return waited < 0 ? finish(waited) : take(entry);
  }

  int done_descriptor() const override { return ring_.ring_fd; }
  std::string name() const override { return "io_uring"; }

 private:
  Outcome take(io_uring_cqe* entry) {
    const Outcome outcome = entry->res;
    io_uring_cqe_seen(&ring_, entry);
    return finish(outcome);
  }
  Outcome finish(Outcome outcome) {
    under_way_ = false;
    return outcome;
  }

  io_uring ring_;
  bool under_way_ = false;
  std::optional<int> failed_start_;  // an errno below zero: the ring is of no more use
};

}  // namespace

Result<std::unique_ptr<DeviceWriter>> make_uring_writer() {
  io_uring ring{};
  if (const int made = io_uring_queue_init(ring_entries, &ring, 0); made < 0) {
    return Failure{FailureKind::unsupported, "io_uring can't be used here: " + errno_text(-made)};
  }
  return std::unique_ptr<DeviceWriter>(std::make_unique<UringWriter>(ring));
}

}  // namespace doorbuster::core
