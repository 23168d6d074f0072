// The request log: lanes that I/O threads put records into, and one thread that writes them as lines. Nobody waits for
// it: where it is too slow, lines are dropped, and the log and the metrics tell how many.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "core/core.hpp"
#include "net/request_log/log_output.hpp"
#include "net/request_log/request_lane.hpp"
#include "net/request_log/request_line.hpp"

namespace doorbuster::net {

class RequestLog {
 public:
  // `path`: as of LogOutput. `meters` outlive it.
  RequestLog(std::string path, std::uint32_t sample, unsigned lanes, NetMeters& meters);
  ~RequestLog();
  RequestLog(const RequestLog&) = delete;
  RequestLog& operator=(const RequestLog&) = delete;

  [[nodiscard]] RequestLane& lane(std::size_t index) { return lanes_[index]; }

  // Opens the file, and begins to write what comes. Fails with a sentence.
  [[nodiscard]] core::Result<void> start();
  // Any thread. Soon the file is opened again, by its name; where that fails the process's log says so.
  void reopen() { reopen_due_.store(true); }
  // Writes what is there, and ends its thread. After those that put.
  void stop();

 private:
  void run();
  // False: stop.
  [[nodiscard]] bool wait();
  void open_again();
  void write_all();
  void write_lines();
  void tell_dropped();

  const std::string path_;
  NetMeters& meters_;
  std::deque<RequestLane> lanes_;
  LogOutput output_;               // the thread's, from start() on, as are:
  LineForm form_ = LineForm::json;
  std::string lines_;
  std::size_t lines_count_ = 0;
  std::uint64_t told_dropped_ = 0;
  bool failing_ = false;           // and the process's log has been told
  std::atomic<bool> reopen_due_{false};

  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;  // under mutex_
  std::thread thread_;
};

}  // namespace doorbuster::net
