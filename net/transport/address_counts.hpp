// How many connections each address has open. What counts as one address: an IPv4 address, also where it comes written
// as IPv6; of IPv6 the first 64 bits, since a client has all that begin so. Remembers who has connections open and, for
// a while, who had: never more than twice as many as are open and a few. Of one thread, but for places given back.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <optional>

#include "net/admission.hpp"

namespace doorbuster::net {

class AddressCounts {
 public:
  explicit AddressCounts(std::size_t most_each) : most_each_(most_each) {}

  // A place among those of `address`; nothing if it has as many as it may.
  [[nodiscard]] std::optional<Admission> take(const boost::asio::ip::address& address);
  // How many addresses it remembers.
  [[nodiscard]] std::size_t remembered() const { return counts_.size(); }

 private:
  using Key = std::array<unsigned char, 16>;

  [[nodiscard]] static Key key_of(const boost::asio::ip::address& address);
  void forget_who_left();

  const std::size_t most_each_;
  boost::unordered_flat_map<Key, Admission::Count> counts_;
  std::size_t look_at_ = 0;  // so many remembered: who left is forgotten
};

}  // namespace doorbuster::net
