// Live figures as streams: one thread that asks the engine for each merchant's sales once in a while, however many
// watch, and tells all of them. Knows nothing of sockets.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/core.hpp"
#include "net/access/access_table.hpp"
#include "net/api/api.hpp"
#include "net/client_stream.hpp"
#include "net/live/sales_reader.hpp"

namespace doorbuster::net {

class LiveService {
 public:
  // Before the engine's first step: it opens a port. `server` outlives it.
  LiveService(ServerState& server, std::shared_ptr<const AccessTable> access);
  ~LiveService();
  LiveService(const LiveService&) = delete;
  LiveService& operator=(const LiveService&) = delete;

  void start();
  // Waits for what the engine has of it, so the engine must run, and ends its thread.
  void stop();

  // Any thread. Streams whose key is not among these, or has another role by now and so may see other figures, end, as
  // do those that are still to be opened.
  void change_access(std::shared_ptr<const AccessTable> access);
  // Any thread. Null: there are as many as there may be.
  [[nodiscard]] std::shared_ptr<ClientStream> open(const LiveRequest& request, StreamListener listener);

 private:
  struct Watcher {
    LiveRequest request;
    std::shared_ptr<ClientStream> stream;
  };

  void run();
  // Until it is time for the next reading, or somebody new is there. False: stop.
  [[nodiscard]] bool wait();
  // Whether it is time for a reading; there is one an interval at most.
  [[nodiscard]] bool is_due();
  void let_in();
  // Ends those that are over, or no longer admitted.
  void end_watchers();
  [[nodiscard]] bool admitted(const LiveRequest& request) const;
  // Has the sales of those read who want more. False: there is no answer this time.
  [[nodiscard]] bool ask();
  void tell();
  void end_all();

  ServerState& server_;
  const Admission::Count stream_count_ = std::make_shared<std::atomic<std::size_t>>(0);
  SalesReader reader_;              // its thread's, as are:
  std::vector<Watcher> watchers_;
  std::chrono::steady_clock::time_point next_reading_{};
  std::shared_ptr<const AccessTable> access_in_force_;

  std::mutex mutex_;
  std::condition_variable news_;
  std::vector<Watcher> newcomers_;  // under mutex_, as are:
  std::shared_ptr<const AccessTable> access_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace doorbuster::net
