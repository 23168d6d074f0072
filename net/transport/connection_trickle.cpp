// A connection whose request comes little by little: thousands that send a few bytes each in the same moment would
// stand before whoever asks in it. What has been coming for long may wait a moment more, for the sweep.
#include <boost/asio/error.hpp>

#include "net/transport/connection.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

bool Connection::trickles(std::int64_t now_ns) const {
  return received_last_ <= transport::trickle_bytes_max &&
         deadline_.has_waited_for_parts(transport::trickle_after, now_ns);
}

bool Connection::read_trickle(std::int64_t now_ns) {
  if (phase_ != Phase::reading || !trickles(now_ns)) return false;
  if (reading_) {
    socket_.cancel();
    return true;
  }
  guarded([this] {
    boost::system::error_code error;
    const auto bytes = socket_.read_some(make_room(), error);
    if (error != boost::asio::error::would_block) on_received(error, bytes);
  });
  return true;
}

}  // namespace doorbuster::net
