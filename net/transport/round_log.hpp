// What a round has to tell the request log. Costs a look at a null pointer where there is none. One I/O thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "net/api/api.hpp"
#include "net/request_log/request_lane.hpp"

namespace doorbuster::net {

class RoundLog {
 public:
  // `lane`: null where there is no request log; else it outlives this.
  explicit RoundLog(RequestLane* lane) : lane_(lane) {}

  void begin() {
    if (lane_ != nullptr) records_.clear();
  }
  // The next request of the round.
  void add(Method method, const Asked& asked) {
    if (lane_ != nullptr) note(method, asked);
  }
  // The answer to its request number `index` is so.
  void answered(std::size_t index, int status, std::string_view problem, std::size_t bytes) {
    if (lane_ != nullptr) note(index, status, problem, bytes);
  }
  // Hands over what was answered. The requests came at `received_ns`, on the monotonic clock.
  void put(std::int64_t received_ns, std::int64_t now_ns, bool sent) {
    if (lane_ != nullptr) hand_over(received_ns, now_ns, sent);
  }

 private:
  void note(Method method, const Asked& asked);
  void note(std::size_t index, int status, std::string_view problem, std::size_t bytes);
  void hand_over(std::int64_t received_ns, std::int64_t now_ns, bool sent);

  RequestLane* lane_;
  std::vector<RequestRecord> records_;  // one for each request, at most transport::round_requests_max
};

}  // namespace doorbuster::net
