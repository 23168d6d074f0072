// The request log's thread.
#include "net/request_log/request_log.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

std::int64_t now_ms() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

}  // namespace

RequestLog::RequestLog(std::string path, std::uint32_t sample, unsigned lanes, NetMeters& meters)
    : path_(std::move(path)), meters_(meters) {
  std::random_device seeds;
  for (unsigned i = 0; i < lanes; ++i) lanes_.emplace_back(sample, seeds(), meters);
}

RequestLog::~RequestLog() { stop(); }

core::Result<void> RequestLog::start() {
  if (thread_.joinable()) return {};
  if (const auto opened = output_.open(path_); !opened) return opened.error();
  form_ = output_.is_terminal() ? LineForm::words : LineForm::json;
  thread_ = std::thread([this] { run(); });
  return {};
}

void RequestLog::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void RequestLog::run() {
  while (wait()) {
    if (reopen_due_.exchange(false)) open_again();
    write_all();
  }
  write_all();
}

bool RequestLog::wait() {
  std::unique_lock lock(mutex_);
  return !stop_.wait_for(lock, transport::request_log_interval, [this] { return stopping_; });
}

void RequestLog::open_again() {
  write_all();  // what came before belongs to the file from before
  const auto opened = output_.open(path_);
  if (opened) {
    spdlog::info("The request log was opened again.");
  } else {
    spdlog::error("{} It goes on where it was.", opened.error().message);
  }
}

// One look at each lane: what comes meanwhile is for the next time.
void RequestLog::write_all() {
  for (RequestLane& lane : lanes_) {
    lane.take(RequestLane::records_max, [this](const RequestRecord& record) {
      append_request_line(lines_, record, form_);
      ++lines_count_;
      if (lines_.size() >= transport::request_log_write_bytes) write_lines();
    });
  }
  write_lines();
  tell_dropped();
}

void RequestLog::write_lines() {
  if (lines_.empty()) return;
  const std::size_t taken = output_.write(lines_);
  const auto whole = std::count(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(taken), '\n');
  meters_.request_log_lines.add(static_cast<std::uint64_t>(whole));
  meters_.request_log_dropped[log_not_written].add(lines_count_ - static_cast<std::size_t>(whole));
  const bool failed = taken < lines_.size();
  if (failed && !failing_) {
    spdlog::error("The request log can't be written, or who reads it is too slow: lines are dropped until it can.");
  }
  failing_ = failed;
  lines_.clear();
  lines_count_ = 0;
}

void RequestLog::tell_dropped() {
  std::uint64_t dropped = 0;
  for (const core::Counter& why : meters_.request_log_dropped) dropped += why.value();
  if (dropped == told_dropped_ || failing_) return;
  append_dropped_line(lines_, now_ms(), dropped - told_dropped_, form_);
  if (output_.write(lines_) == lines_.size()) told_dropped_ = dropped;
  lines_.clear();
}

}  // namespace doorbuster::net
