// A socket's address as the routes know it.
#pragma once

#include <boost/asio/ip/address.hpp>

#include "net/client_address.hpp"

namespace doorbuster::net {

[[nodiscard]] inline ClientAddress address_of(const boost::asio::ip::address& address) {
  using namespace boost::asio::ip;
  return {address.is_v4() ? make_address_v6(v4_mapped, address.to_v4()).to_bytes() : address.to_v6().to_bytes()};
}

}  // namespace doorbuster::net
