// A round's records.
#include "net/transport/round_log.hpp"

#include <algorithm>
#include <chrono>

namespace doorbuster::net {
namespace {

constexpr std::int64_t ns_per_us = 1'000;
constexpr std::int64_t ns_per_ms = 1'000'000;

}  // namespace

void RoundLog::note(Method method, const Asked& asked) {
  RequestRecord& record = records_.emplace_back();
  record.method = method;
  record.route = asked.route;
  record.trace = asked.trace;
  record.span = asked.span;
  std::copy_n(asked.key.begin(), std::min(asked.key.size(), record.key.size()), record.key.begin());
}

void RoundLog::note(std::size_t index, int status, std::string_view problem, std::size_t bytes) {
  RequestRecord& record = records_[index];
  record.status = static_cast<std::uint16_t>(status);
  record.problem = problem;
  record.bytes = bytes;
}

void RoundLog::hand_over(std::int64_t received_ns, std::int64_t now_ns, bool sent) {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
  for (RequestRecord& record : records_) {
    const bool sampled_trace = record.trace && record.trace->sampled;
    if (record.status == 0 || !lane_->takes(record.status, sampled_trace, now_ns)) continue;
    record.received_ms = now_ms - (now_ns - received_ns) / ns_per_ms;
    record.duration_us = (now_ns - received_ns) / ns_per_us;
    record.sent = sent;
    lane_->put(record);
  }
  records_.clear();
}

}  // namespace doorbuster::net
