// One I/O thread: its io_context, its connections, its port to the engine, and the sweep that keeps deadlines and
// reads who trickles.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <latch>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "net/access/access_table.hpp"
#include "net/api/api.hpp"
#include "net/transport/connection.hpp"
#include "net/transport/turns.hpp"

namespace doorbuster::net {

class IoThread {
 public:
  // All outlive it. Of `options`, the keys are those to begin with. `log`: null where there is no request log.
  IoThread(NetMeters& meters, BufferBudget& buffers, const ServerOptions& options, const TlsContext& tls,
           RequestLane* log);
  ~IoThread();
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  void start();
  // Requests are answered by the engine from when `opened` is counted down. Before the engine's first step (it opens a
  // port). Server, feed and live outlive this.
  void open(ServerState& server, FeedService& feed, LiveService& live, std::latch& opened);

  // Any thread, from start() on.
  [[nodiscard]] boost::asio::io_context& context() { return *context_; }
  void adopt(Connection::Socket socket, ConnectionPlaces places);
  // To be told why it is not let in, and closed. `refusal`: its place among those who are told.
  void refuse(Connection::Socket socket, Admission refusal, Unwelcome why);
  void change_access(std::shared_ptr<const AccessTable> access);
  void drain();
  // Closes every connection, waits until the engine has given back what it was lent, and ends the thread.
  void stop();

 private:
  void run();
  template <class Begin>
  void add(Connection::Socket socket, ConnectionPlaces places, Begin begin);
  void take_answers();
  // No connection is on the stack then: what a crowd that comes and goes had is there for who comes next.
  void let_go_of_closed();
  // Looks at every connection's deadline and memory, a few before others' turns; then waits for the next time.
  void sweep();
  void finish_if_idle();

  // Shared with the engine's wake, which may come a last time after this is gone.
  std::shared_ptr<boost::asio::io_context> context_;
  std::shared_ptr<const AccessTable> access_;  // until there is api_
  std::optional<Api> api_;
  Turns turns_;
  Surroundings surroundings_;
  boost::asio::steady_timer sweep_timer_;
  std::vector<std::shared_ptr<Connection>> connections_;  // each where it stands
  std::size_t swept_ = 0;                                 // of them, in the sweep that is under way
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace doorbuster::net
