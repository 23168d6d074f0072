// Counts by address.
#include "net/transport/address_counts.hpp"

#include <algorithm>

namespace doorbuster::net {
namespace {

constexpr std::size_t network_bytes = 8;    // of an IPv6 address: a /64
constexpr std::size_t remembered_least = 64;

}  // namespace

AddressCounts::Key AddressCounts::key_of(const boost::asio::ip::address& address) {
  using namespace boost::asio::ip;
  if (address.is_v4()) return make_address_v6(v4_mapped, address.to_v4()).to_bytes();
  const auto v6 = address.to_v6();
  auto bytes = v6.to_bytes();
  if (!v6.is_v4_mapped()) std::fill(bytes.begin() + network_bytes, bytes.end(), 0);
  return bytes;
}

std::optional<Admission> AddressCounts::take(const boost::asio::ip::address& address) {
  if (counts_.size() >= look_at_) forget_who_left();
  auto& count = counts_[key_of(address)];
  if (!count) count = std::make_shared<std::atomic<std::size_t>>(0);
  return Admission::take(count, most_each_);
}

void AddressCounts::forget_who_left() {
  erase_if(counts_, [](const auto& entry) { return entry.second->load() == 0; });
  look_at_ = std::max(remembered_least, 2 * counts_.size());
}

}  // namespace doorbuster::net
