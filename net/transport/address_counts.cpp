// Counts by address.
#include "net/transport/address_counts.hpp"

#include <algorithm>

#include "net/transport/peer_address.hpp"

namespace doorbuster::net {
namespace {

constexpr std::size_t remembered_least = 64;

}  // namespace

AddressCounts::Key AddressCounts::key_of(const boost::asio::ip::address& address) {
  return address_of(address).client().bytes;
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
