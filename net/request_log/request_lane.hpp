// One I/O thread's way into the request log: decides which requests have a line, and hands them over without a lock, a
// system call or a wait. What finds no room is dropped and counted.
#pragma once

#include <boost/lockfree/spsc_queue.hpp>
#include <cstdint>
#include <random>

#include "net/metrics/meters.hpp"
#include "net/request_log/request_record.hpp"

namespace doorbuster::net {

class RequestLane {
 public:
  // One of `sample` requests has a line, by chance. `meters` outlive it.
  RequestLane(std::uint32_t sample, std::uint64_t seed, NetMeters& meters)
      : sample_(sample), chance_(static_cast<std::minstd_rand::result_type>(seed)), meters_(meters) {}
  RequestLane(const RequestLane&) = delete;
  RequestLane& operator=(const RequestLane&) = delete;

  static constexpr std::size_t records_max = 16'384;         // on their way
  static constexpr std::size_t bytes = records_max * sizeof(RequestRecord);
  static constexpr std::uint32_t extras_per_second = 100;    // that have a line though they are not of the sample

  // The I/O thread's: whether a request that was answered so, at `now_ns` on the monotonic clock, has a line. Errors of
  // the server, and what belongs to a trace that somebody has recorded, are taken besides the sample.
  [[nodiscard]] bool takes(int status, bool sampled_trace, std::int64_t now_ns) {
    if (sample_ == 1 || chance_() % sample_ == 0) return true;
    return (status >= server_error || sampled_trace) && has_room_for_extra(now_ns);
  }
  void put(const RequestRecord& record) {
    if (!records_.push(record)) meters_.request_log_dropped[log_queue_full].add();
  }

  // The writer's. What there is, at most `most` of it, oldest first.
  template <class Take>
  std::size_t take(std::size_t most, Take take) {
    std::size_t taken = 0;
    RequestRecord record;
    for (; taken < most && records_.pop(record); ++taken) take(record);
    return taken;
  }

 private:
  static constexpr int server_error = 500;
  static constexpr std::int64_t ns_per_second = 1'000'000'000;

  bool has_room_for_extra(std::int64_t now_ns) {
    if (now_ns / ns_per_second != second_) {
      second_ = now_ns / ns_per_second;
      extras_ = 0;
    }
    return extras_++ < extras_per_second;
  }

  const std::uint32_t sample_;
  std::minstd_rand chance_;
  std::int64_t second_ = 0;
  std::uint32_t extras_ = 0;  // of that second
  NetMeters& meters_;
  boost::lockfree::spsc_queue<RequestRecord, boost::lockfree::capacity<records_max>> records_;
};

}  // namespace doorbuster::net
