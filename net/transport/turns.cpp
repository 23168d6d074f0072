// Turns, taken between two looks at the sockets.
#include "net/transport/turns.hpp"

#include <boost/asio/post.hpp>
#include <utility>

#include "net/transport/give_way.hpp"

namespace doorbuster::net {

void Turns::wait_for(Turn turn) {
  waiting_.push_back(std::move(turn));
  if (waiting_.size() == 1) call_soon();
}

// Behind what is ready now, and behind the look for what is ready next, which stands in the same line.
void Turns::call_soon() {
  boost::asio::post(context_, [this] { take_one(); });
}

void Turns::take_one() {
  give_way();
  const Turn turn = std::move(waiting_.front());
  waiting_.pop_front();
  if (!waiting_.empty()) call_soon();
  turn();
}

}  // namespace doorbuster::net
