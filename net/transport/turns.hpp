// Who has had its share of a moment and has more to do waits here for its next turn. One goes on for each time that the
// thread has looked at all its sockets: so a request that comes is never behind more than one of these, however many
// wait. Before each the thread gives way (net/transport/give_way.hpp). What one turn may take has its bounds in
// net/transport_limits.hpp. One I/O thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <deque>
#include <functional>

namespace doorbuster::net {

class Turns {
 public:
  using Turn = std::function<void()>;

  // Both outlive what is under way in `context`.
  explicit Turns(boost::asio::io_context& context) : context_(context) {}
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

  // `turn` doesn't throw. In the order in which they came; never called from here.
  void wait_for(Turn turn);
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

 private:
  void call_soon();
  void take_one();

  boost::asio::io_context& context_;
  std::deque<Turn> waiting_;  // at most one of each connection
};

}  // namespace doorbuster::net
